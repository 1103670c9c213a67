"""Dull makers of live rooms and of those who belong into them."""

import asyncio
import json
from dataclasses import dataclass, field
from datetime import timedelta
from unittest.mock import patch

from asgiref.testing import ApplicationCommunicator
from channels.db import database_sync_to_async as in_db
from django.conf import settings
from django.utils import timezone

from activities.live import actions, protocol
from activities.live.actions import rooms
from activities.live.models import Presence, Reading, Room, Summary, SummaryVersion
from activities.purposes import scope
from portal.accounts.adapters.sessions import SessionStore
from portal.accounts.roles import Role
from portal.consent import queries as consent
from portal.consent.purposes import Level, Purpose
from tests.making import accounts as make_accounts
from tests.making import activities as make_activities
from tests.making import consent as make_consent
from tests.making import directory as make_directory

LONG = timedelta(hours=2)


@dataclass
class House:
    """A room with two vetted adults who lead it and some children who may be in it."""

    room: Room
    adults: list
    homes: list
    office: object
    logins: dict = field(default_factory=dict)

    @property
    def children(self):
        return [home.child for home in self.homes]

    @property
    def activity(self):
        return self.room.session.activity

    def login(self, person) -> str:
        if person.pk not in self.logins:
            store = SessionStore()
            store.create()
            self.logins[person.pk] = store.session_key
        return self.logins[person.pk]

    def sit(self, *people) -> None:
        """Makes people present without a socket, for longer than any test."""
        at = timezone.now()
        for person in people or self.adults:
            Presence.objects.update_or_create(
                room=self.room,
                person=person,
                place=self.room.pk,
                defaults={"adult": person.is_staff, "since": at, "until": at + LONG},
            )

    def do(self, person, command, *, at=None, **fields):
        """Carries out `command`, e.g. `do(child, "say", text="…")`."""
        client_id = fields.pop("client_id", None) or new_id()
        body = {"type": command, "client_id": client_id, **fields}
        message = protocol.inward.validate_json(json.dumps(body, default=str))
        return actions.carry_out(by=person.pk, room=self.room.pk, command=message, at=at or timezone.now())


_ids = iter(range(10**8, 10**9))


def new_id() -> str:
    return f"client-{next(_ids)}"


def adult(office, *, at=None):
    return make_accounts.staff(Role.FACILITATOR, office=office, at=at or timezone.now())


def home(activity, *, child_age=9, at=None):
    """A family that said yes to the activity and its room, with a place in it."""
    at = at or timezone.now()
    made = make_consent.family(child_age=child_age, level=Level.G3, at=at)
    for purpose in (Purpose.ACTIVITY, Purpose.LIVE):
        make_consent.all_say(made, purpose, scope(activity), at=at)
    make_activities.place(activity, made.child, age_years=child_age, at=at)
    return made


def says(child, room, *, yes=True, at=None) -> None:
    """The child's own answer to this session, having read the words meant for them (CON-10)."""
    at = at or timezone.now()
    words = consent.notice(Purpose.LIVE, consent.audience_for(child, child, at=at), "zh-hans", at=at)
    actions.say_whether(by=child, room=room, yes=yes, notice=words, at=at)


def opened(by, session, *, at, stage="open") -> Room:
    """A room whose doors are open already, or stand at another stage of its life."""
    with patch.object(rooms, "FIRST", stage):
        return actions.open_room(by=by, session=session, at=at)


def house(*, children=2, adults=2, child_age=9, at=None, asked=True, stage="open") -> House:
    """`asked`: each child said yes to this session."""
    at = at or timezone.now()
    office = make_directory.office()
    activity = make_activities.activity(at=at, office=office, capacity=max(10, children))
    session = make_activities.session(activity, starts_at=at - timedelta(minutes=5), ends_at=at + LONG)
    grown = [adult(office, at=at) for _ in range(adults)]
    for person in grown:
        make_activities.lead(activity, person)
    homes = [home(activity, child_age=child_age, at=at) for _ in range(children)]
    opener = grown[0] if grown else adult(office, at=at)
    room = opened(opener, session, at=at, stage=stage)
    for each in homes if asked else ():
        says(each.child, room, at=at)
    return House(room, grown, homes, office)


def enter(*, by, room, place, epoch=0, since=0, looking=True, at):
    """One window that comes in alone: what it is shown, or None."""
    coming = actions.Coming(by, epoch, since, looking)
    return actions.enter_all(room=room, place=place, coming=[coming], at=at)[0]


def use_ticket(word, *, room):
    return actions.use_tickets([actions.Shown(word, room)])[0]


def told_of(house, child, words: str, *, at=None) -> SummaryVersion:
    """A summary in which an adult repeated a child's words, and what that child says of it."""
    at = at or timezone.now()
    summary = Summary.objects.create(room=house.room, course=words, written_by=house.adults[0], written_at=at)
    version = SummaryVersion.objects.create(
        summary=summary, number=1, course=words, published_by=house.adults[0], published_at=at
    )
    Reading.objects.create(version=version, child=child, fits=False, words=words, at=at)
    return version


class Window:
    """One person's socket in a test, reading like a sentence: `await kite.say("…")`, `await kite.hears("…")`."""

    def __init__(self, house: House, person, application, *, since=0, epoch=0):
        self.house, self.person, self.application = house, person, application
        self.since, self.epoch = since, epoch
        self.frames = []
        self.log = {}  # by number, each once

    async def open(self, ticket=None, origin=None, path=None):
        if ticket is None:
            login = await in_db(self.house.login)(self.person)
            ticket = actions.issue_ticket(by=self.person, room=self.house.room.pk, login=login, language="en")
        path = path or f"/ws/rooms/{self.house.room.pk}/?ticket={ticket}&since={self.since}&epoch={self.epoch}"
        origin = settings.BASE_URL if origin is None else origin
        headers = [(b"host", b"127.0.0.1:8000")] + ([(b"origin", origin.encode())] if origin else [])
        where, _, query = path.partition("?")
        scope = {"type": "websocket", "path": where, "query_string": query.encode(), "headers": headers}
        self.socket = ApplicationCommunicator(self.application, scope | {"subprotocols": []})
        await self.socket.send_input({"type": "websocket.connect"})
        answer = await self.socket.receive_output(timeout=5)
        self.connected, self.code = answer["type"] == "websocket.accept", answer.get("code", 1000)
        return self

    async def read(self, seconds=0.3):
        """Everything that came until `seconds` passed in silence."""
        got = []
        while True:
            try:
                message = await asyncio.wait_for(self.socket.output_queue.get(), seconds)
            except TimeoutError:
                return got
            if message["type"] == "websocket.close":
                self.code = message.get("code", 1000)
                return got
            got.append(self._keep(json.loads(message["text"])))

    async def hears(self, kind, seconds=5, **fields):
        """The next frame of this kind; others on the way are kept."""
        while True:
            message = await asyncio.wait_for(self.socket.output_queue.get(), seconds)
            if message["type"] == "websocket.close":
                self.code = message.get("code", 1000)
                raise AssertionError(f"closed with {self.code} while waiting for {kind}")
            found = self._keep(json.loads(message["text"]))
            if found["type"] == kind and all(found.get(name) == value for name, value in fields.items()):
                return found

    async def moves(self):
        """Waits until two adults are here, whether that was so on coming in or is told now."""
        if self.uncovered:
            await self.hears("cover_changed", uncovered=False)

    async def is_closed(self, seconds=5) -> int:
        while True:
            message = await asyncio.wait_for(self.socket.output_queue.get(), seconds)
            if message["type"] == "websocket.close":
                self.code = message.get("code", 1000)
                return self.code
            self._keep(json.loads(message["text"]))

    def _keep(self, frame):
        self.frames.append(frame)
        if frame["type"] == "cover_changed":
            self.uncovered = frame["uncovered"]
        if frame["type"] == "welcome":
            self.epoch = frame.get("epoch", 0)
            self.uncovered = frame.get("room", {}).get("uncovered", True)
            if frame["how"] == "snapshot":
                self.since = frame["seq"]
        elif "seq" in frame and frame["type"] != "accepted":
            # An event that came twice, or too early, is a defect the page would have to hide.
            assert frame["seq"] > self.since, f"{frame} after {self.since}"
            assert frame["type"] == "passed" or frame["seq"] == self.since + 1, f"gap before {frame}"
            self.since = frame["seq"]
            self.log[frame["seq"]] = frame
        return frame

    async def send(self, command, **fields):
        client_id = fields.pop("client_id", None) or new_id()
        await self.write(json.dumps({"type": command, "client_id": client_id, **fields}, default=str))
        return client_id

    async def write(self, text):
        await self.socket.send_input({"type": "websocket.receive", "text": text})

    async def does(self, command, **fields):
        """Sends and waits for the answer, yes or no."""
        client_id = await self.send(command, **fields)
        while True:
            message = await asyncio.wait_for(self.socket.output_queue.get(), 5)
            if message["type"] == "websocket.close":
                self.code = message.get("code", 1000)
                return {"type": "closed", "code": self.code}
            frame = self._keep(json.loads(message["text"]))
            if frame["type"] in {"accepted", "refused"} and frame["client_id"] == client_id:
                return frame

    async def close(self):
        await self.socket.send_input({"type": "websocket.disconnect", "code": 1000})
        await self.socket.wait(timeout=5)

    def saw(self, words) -> bool:
        return words in json.dumps(self.frames, ensure_ascii=False)
