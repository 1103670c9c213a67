"""Pure functions from a text to findings; they may hold or route, never reject (MOD-8)."""
