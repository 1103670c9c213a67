"""What templates may ask about councils."""
