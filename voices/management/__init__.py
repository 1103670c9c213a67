"""What ships with the part: the stories that seed, tests and bench use."""
