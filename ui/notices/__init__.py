"""What readers are told: the outbox on the screen."""
