"""Skips aloud what this machine cannot run; where services are compulsory a skip is a failure."""

import os
import shutil

import pytest

CHROMIUMS = ("chromium-headless-shell", "chromium", "chromium-browser")


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


def chromium() -> str:
    """Without a window of its own where the system has that: the same pages for two thirds of the processor."""
    found = next(filter(None, [os.environ.get("CHROMIUM"), *map(shutil.which, CHROMIUMS)]), None)
    if not found:
        missing("Chromium", "apt-get install chromium-headless-shell fonts-noto-cjk")
    return found
