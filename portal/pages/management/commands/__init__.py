"""Commands of the front door: the demo."""
