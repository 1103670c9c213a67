"""What templates may say about texts."""
