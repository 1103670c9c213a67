"""The vault of real identity, and a person's rights over what is kept; people are UUIDs."""
