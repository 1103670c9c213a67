"""Common words of which four make a passphrase; every child of twelve can write them."""

import secrets
from functools import cache
from pathlib import Path


@cache
def words(language: str) -> list[str]:
    """256 words of that language, Chinese when there are none."""
    folder = Path(__file__).parent
    file = folder / f"words.{language}.txt"
    return (file if file.exists() else folder / "words.zh-hans.txt").read_text(encoding="utf-8").split()


def offer_passphrase(language: str) -> str:
    """Four different words, 32 bits; five tries make that more than enough."""
    return " ".join(secrets.SystemRandom().sample(words(language), 4))
