"""What templates may ask about activities."""
