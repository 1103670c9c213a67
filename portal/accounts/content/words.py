"""Common words of which four make a passphrase; every child of twelve can write them.

Chosen by hand from frequent words: of two characters in Chinese, four to eight letters in English; nothing rude,
nothing that frightens, no names and no politics, and no two Chinese words with the same pinyin, tones apart.
"""

import secrets
from functools import cache
from pathlib import Path

WORDS = 4


@cache
def words(language: str) -> list[str]:
    """2,048 words of that language, Chinese when there are none."""
    folder = Path(__file__).parent
    file = folder / f"words.{language}.txt"
    return (file if file.exists() else folder / "words.zh-hans.txt").read_text(encoding="utf-8").split()


def offer_passphrase(language: str) -> str:
    """Four different words of 2,048: a little less than 44 bits, the same for whoever has the list."""
    return " ".join(secrets.SystemRandom().sample(words(language), WORDS))
