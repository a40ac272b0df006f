"""What the library says of itself, who works here, where the data lies."""
