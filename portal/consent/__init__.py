"""Who may speak for a child; consent and assent per purpose; the one question may()."""
