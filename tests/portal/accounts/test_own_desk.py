"""From the head of every page each colleague comes to a page they may open (SEC-40)."""

import pytest

from portal.accounts.roles import AT_THE_DESK, Role
from tests.making import accounts as make
from tests.making import consent as make_consent

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [role for role in Role if role != Role.PARTNER] + [None])
def test_each_role_comes_to_a_page_it_may_open(client, role):
    make.sign_in(client, make.staff(role) if role else make.staff())
    assert 'class="eave__me" href="/desk/"' in client.get("/zh-hans/").content.decode()
    answer = client.get("/desk/", follow=True)
    assert answer.status_code == 200
    where = answer.redirect_chain[-1][0]
    assert where == ("/admin/" if role in AT_THE_DESK else "/desk/families/" if role else "/desk/conduct/")


@pytest.mark.parametrize("kind", ["guardian", "child"])
def test_nobody_else_has_a_desk(client, kind):
    make.sign_in(client, make_consent.person(kind))
    assert client.get("/desk/").status_code in {403, 404}
