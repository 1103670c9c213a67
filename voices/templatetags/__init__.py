"""What templates may say about voices."""
