"""What every screen is made of.

text        words that follow the language          label, chip, facts, timeline, card   showing
theme, qss  tokens, palette, style sheet            keys        buttons with their key
icons       own line icons in the theme's colours   fields, money_field, form            asking
screen      the base of a screen, layout helpers    columns, models, cells, table        listing
commands    the one door for changes                tabs, finder                         choosing
tasks       the same door for what takes long       toast, empty, dialogs, progress      answering
scanner     a scanner's burst of keys               preview, qr                          paper
"""
