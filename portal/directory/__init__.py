"""Organisations, offices, services: whom staff belong to, who receives, where to find help."""
