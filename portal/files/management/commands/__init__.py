"""Commands of private files."""
