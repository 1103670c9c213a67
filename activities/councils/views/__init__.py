"""Councils as children and guardians see them, and at the desk."""
