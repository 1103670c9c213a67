"""What children say, the pictures they add, and finding it again."""
