"""Skips aloud what this machine cannot run; where services are compulsory a skip is a failure."""

import os
import shutil

import pytest


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
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        missing("Chromium", "apt-get install chromium fonts-noto-cjk")
    return found
