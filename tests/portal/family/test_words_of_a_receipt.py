"""A receipt names the language of the words that were read, whatever the page around them speaks (WCAG 3.1.2)."""

import pytest
from django.urls import reverse

from portal.consent.purposes import Purpose
from tests.making import consent as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("page", "read"), [("en", "zh-hans"), ("zh-hans", "en")])
def test_the_title_that_was_read_says_its_language(client, page, read):
    home = make.family(child_age=9)
    for who in (home.guardian, home.child):
        type(who).objects.filter(pk=who.pk).update(language=read)
        who.refresh_from_db()
        make.says(who, home.child, Purpose.PUBLISH)
        type(who).objects.filter(pk=who.pk).update(language=page)
        who.refresh_from_db()
    for who, name, args in ((home.guardian, "family:receipts", [home.child.pk]), (home.child, "me_receipts", [])):
        client.force_login(who)
        client.cookies["django_language"] = page
        listed = client.get(reverse(name, args=args), follow=True).content.decode()
        assert f'<span lang="{read}">' in listed
        address = next(
            part for part in listed.split('"') if "/receipts/" in part and len(part.rstrip("/").split("/")[-1]) == 36
        )
        assert f'<h1 lang="{read}">' in client.get(address, follow=True).content.decode()
