"""What the families' templates may say."""
