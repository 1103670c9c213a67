"""What the front door answers."""
