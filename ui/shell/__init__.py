"""The window around every screen: rail, one box, status bar."""
