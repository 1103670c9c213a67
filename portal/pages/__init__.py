"""The front door: Wagtail pages that gather the other parts."""
