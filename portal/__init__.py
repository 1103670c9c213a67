"""The site itself, and the parts every feature stands on."""
