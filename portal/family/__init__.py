"""One person's windows over everything: the guardian's, the child's."""
