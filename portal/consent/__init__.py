"""Who speaks for a child, who said yes to what, and the one question that everything above asks: `may()`."""
