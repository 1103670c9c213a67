"""Telling people: inbox, e-mail, neutral words, blocks without reasons."""
