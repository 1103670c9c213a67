"""Asking and counting: questions that a part above puts to people, and what they answer. Knows no activity by name."""
