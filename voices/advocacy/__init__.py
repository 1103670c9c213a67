"""Carrying children's words to those who decide: campaigns, briefs, quotes, answers."""
