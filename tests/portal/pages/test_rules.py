"""The rules for children's personal information: for each audience, with a named person, of one version (PRI-1)."""

import hashlib
import os
import subprocess
import sys

import pytest
from django.conf import settings

from portal.pages.views import rules
from tests.house import tree

pytestmark = pytest.mark.django_db
TEMPLATES = ["pages/rules.html", "pages/rules_for_children.html"]
# Whoever changes the words raises `rules.VERSION` and `rules.IN_FORCE`, then writes the new digest beside it.
DIGESTS = {"1": "17f80991091572e9"}
SIX = ["存什么", "存在哪里", "谁能看到", "如果您不同意", "您的权利", "由谁负责"]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("name", ["rules/", "rules/children/"])
def test_who_answers_is_named_to_each_audience(client, language, name, settings):  # PRI-1
    settings.RESPONSIBLE = {"name": "林知远", "contact": "privacy@yanxia.example"}
    page = client.get(f"/{language}/{name}").content.decode()
    assert "林知远" in page
    assert "privacy@yanxia.example" in page
    assert rules.IN_FORCE in page


def test_guardians_read_all_six(client):
    page = client.get("/zh-hans/rules/").content.decode()
    assert [each for each in SIX if each not in page] == []


def test_every_page_leads_there(client):
    assert 'href="/zh-hans/rules/"' in client.get("/zh-hans/help/").content.decode()


def test_other_words_are_another_version():  # PRI-1
    words = "".join((settings.ROOT / "templates" / name).read_text() for name in TEMPLATES)
    assert DIGESTS.get(rules.VERSION) == hashlib.sha256(words.encode()).hexdigest()[:16]


@pytest.mark.parametrize("missing", ["RESPONSIBLE_NAME", "RESPONSIBLE_CONTACT"])
def test_without_a_person_nothing_is_deployed(missing):  # PRI-1
    check = (tree.ROOT / ".ci" / "deploy-check").read_text().replace(f'"{missing}"', '"NOBODY"')
    check = check.replace("Path(__file__).resolve().parents[1]", f"Path({str(tree.ROOT)!r})")
    clean = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    done = subprocess.run([sys.executable, "-c", check], env=clean, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert done.stderr.startswith(f"{missing}: missing")
