"""What a child reads with a decision: one text per reason, language and wording (MOD-10)."""

import json
from functools import cache
from pathlib import Path

from portal.privacy.kinds import wording_band

FOLDER = Path(__file__).resolve().parents[1] / "messages"
LANGUAGES = ("zh-hans", "en")
BANDS = ("6-8", "9-12", "13-17")


@cache
def messages(language: str) -> dict[str, dict[str, str]]:
    """Reason → band → words; a language nobody wrote for reads Chinese."""
    name = language if language in LANGUAGES else "zh-hans"
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def message(reason: str, *, language: str, age: int | None) -> str:
    """The words a moderator starts from, in the child's language and for the child's age."""
    return messages(language)[reason][wording_band(age)]
