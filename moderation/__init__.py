"""Judging what children write before others see it: cases and decisions."""
