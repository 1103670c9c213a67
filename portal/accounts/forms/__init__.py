"""Forms of this part: those that allauth asks us for, and those of the staff pages."""
