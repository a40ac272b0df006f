"""Readers: the list and the person, review, registration, activation, the campus registry."""
