"""The ways at the top of the desk lead only where the reader may go."""

import pytest
from django.urls import reverse

from portal.accounts.roles import Role
from tests.making import accounts
from tests.making import desk as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [Role.FACILITATOR, Role.SUPERVISOR])
def test_every_way_is_open_to_its_reader(client, role):
    hall = make.hall(children=0)
    accounts.sign_in(client, make.adult(hall.office, role=role))
    html = client.get(reverse("desk_day:work")).content.decode()
    ways = html[html.index('class="day__ways"') :]
    addresses = [part.split('"')[0] for part in ways[: ways.index("</p>")].split('href="')[1:]]
    assert (reverse("live_desk:list") in addresses) is (role == Role.FACILITATOR)
    assert len(addresses) > 6
    assert {client.get(address).status_code for address in addresses} == {200}
