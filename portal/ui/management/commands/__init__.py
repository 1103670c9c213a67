"""Commands that start the site."""
