"""Readers: registration by three roads, review, sign-in, the campus registry."""
