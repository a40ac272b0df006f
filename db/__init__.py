"""What is kept: tables, migrations, the connection. Knows nothing above it."""
