"""The judging desk inside the Wagtail admin."""
