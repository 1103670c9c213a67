"""Short messages to phones: one call, a demo that sends nothing, and one real carrier. Knows no rules and no people."""
