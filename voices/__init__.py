"""What children say: stories and opinions."""
