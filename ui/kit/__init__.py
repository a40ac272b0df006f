"""What every screen is made of. Each class says in its first line what it is for.

look       theme (tokens, palette) · qss (the style sheet) · icons · text (words in any language) · i18n
base       screen (base of a screen, layout helpers) · flow · keys (buttons, key caps)
showing    label · chip · card (a figure that opens its list) · facts (facts, a bill, a history) · qr · empty
asking     form (labelled fields, what is wrong beside them) · fields · money_field · date_field · steps
listing    table · columns (what stands in them) · models (pages by key; lists) · cells, header (painting)
choosing   tabs (pills, filters) · finder (hits as one types) · search (narrows a table) · menu
acting     commands (the one door for changes) · tasks (the same for what takes long) · scanner
answering  messages (lets a window speak) · toast · dialogs · progress · error_window · report · painted
paper      preview (the very PDF: print, save)

Words are given as ``Text``: a string that is data, or ``lambda: self.tr("…")``, asked again in each language.
Every button, field and table takes its objectName first and makes its accessible name from its words.
"""
