"""What readers are told: the outbox. It takes a kind and plain facts, and knows no feature."""
