"""The wall, writing, one's own things, and pictures."""
