"""Skips aloud what this machine cannot run; where services are compulsory a skip is a failure."""

import os
import shutil

import pytest

WHOLE = ("chromium", "chromium-browser")
LIGHT = "chromium-headless-shell"  # the same pages for two thirds of the processor, where the system has it


def missing(what: str, how: str) -> None:
    """Says what is missing and how to get it."""
    if os.environ.get("REQUIRE_SERVICES") == "1":
        pytest.fail(f"{what} is missing and REQUIRE_SERVICES=1. {how}", pytrace=False)
    pytest.skip(f"{what} is missing. {how}")


def ffmpeg() -> str:
    found = shutil.which("ffmpeg")
    if not found:
        missing("ffmpeg", "apt-get install ffmpeg")
    return found


def chromium(*, whole: bool = False) -> str:
    """`whole`: one that does everything for itself, as on somebody's desk."""
    wanted = WHOLE if whole else (LIGHT, *WHOLE)
    found = next(filter(None, [os.environ.get("CHROMIUM"), *map(shutil.which, wanted)]), None)
    if not found:
        missing("Chromium", "apt-get install chromium fonts-noto-cjk")
    return found
