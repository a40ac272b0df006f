"""Requests: the table with its detail, and the form for a new one."""
