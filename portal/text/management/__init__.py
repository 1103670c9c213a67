"""Commands over the site's words."""
