"""What needs several rooms in one transaction."""
