"""One base and three small differences: dev (the embedded default), test, production."""
