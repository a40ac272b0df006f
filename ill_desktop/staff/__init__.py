"""Who works here: people, roles, permissions, sign-in."""
