"""What templates may ask of the front door."""
