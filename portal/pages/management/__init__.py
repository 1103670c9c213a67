"""Commands that fill the site with a demo."""
