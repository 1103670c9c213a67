"""Offices with years of groups, sessions and lists of who came: `manage.py grow N --only activities`, N person-times.

An office runs eleven sessions a week and counts 5,763 person-times a year (its yearly report); a hundred of them for
five years are 2,881,500. Straight into the tables, for measuring.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.contrib.contenttypes.models import ContentType
from django.db.models import F, QuerySet
from django.utils import timezone
from wagtail.models import Page

from activities.desk.models import Duty, Mark
from activities.models import Activity, ActivityIndexPage, ActivityPage, Lead, Place, Session
from portal.accounts.kinds import Avatar, Kind
from portal.accounts.models import Qualification, RoleGrant
from portal.accounts.roles import QualificationKind, Role
from portal.directory.models import Office, Organisation

A_YEAR, WEEKS = 5_763, 260  # person-times of an office; weeks of five years
SLOTS, TIMES, TO_COME = 11, 10, 12  # groups a week, sessions of a group, weeks that lie ahead
CHILDREN, IN_A_GROUP = 120, 10  # of an office; children of a group
BATCH = 5_000


@dataclass
class Team:
    office: Office
    adults: list
    children: list


def grow(count: int) -> None:
    """Whole offices of five years each, the last one with as many weeks as are left."""
    at = timezone.now().replace(minute=0, second=0, microsecond=0)
    organisation, _new = Organisation.objects.get_or_create(name="长大的中心")
    weeks = max(1, round(count * 52 / A_YEAR))
    number = 0
    while weeks > 0:
        _office(_team(organisation, number), min(weeks, WEEKS), at)
        weeks, number = weeks - WEEKS, number + 1


def _team(organisation, number: int) -> Team:
    office = Office.objects.create(
        organisation=organisation, name=f"长大的站{number}", name_en=f"Grown {number}", ours=True, area="长大的区"
    )
    adults = [_person(Kind.STAFF) for _ in range(4)]
    children = [_person(Kind.CHILD) for _ in range(CHILDREN)]
    get_user_model().objects.bulk_create([*adults, *children])
    _in_date(office, adults)
    return Team(office, adults, children)


def _in_date(office, adults: list) -> None:
    """Facilitators of the office, vetted and trained."""
    at = timezone.now()
    RoleGrant.objects.bulk_create(
        RoleGrant(user=person, role=Role.FACILITATOR, office=office, granted_at=at) for person in adults
    )
    Qualification.objects.bulk_create(
        Qualification(user=person, kind=kind, checked_on=timezone.localdate(at), expires_at=at + timedelta(days=300))
        for person in adults
        for kind in QualificationKind.values
    )


def _office(team: Team, weeks: int, at: datetime) -> None:
    first = at + timedelta(weeks=min(TO_COME, weeks) - weeks)
    groups, leads, sessions, places, duties, marks = [], [], [], [], [], []
    for slot in range(SLOTS):
        for start in range(0, weeks, TIMES):
            begins = first + timedelta(weeks=start, days=slot % 6, hours=slot % 8)
            times = [begins + timedelta(weeks=number) for number in range(min(TIMES, weeks - start))]
            group = _group(team, times, len(groups))
            held = [team.children[(slot * IN_A_GROUP + start + n) % CHILDREN] for n in range(IN_A_GROUP)]
            rows = [_session(group, number, begin) for number, begin in enumerate(times, 1)]
            groups.append(group)
            leads.append(Lead(activity=group, person=team.adults[slot % 2]))
            sessions += rows
            places += [_place(group, child, number, times[0]) for number, child in enumerate(held, 1)]
            over = [row for row in rows if row.ends_at <= at]
            duties += [_duty(row, person, row.ends_at <= at) for row in rows for person in team.adults[:2]]
            marks += [mark for row in over for child in held for mark in _marks(row, child, team.adults[0])]
    for rows in (groups, leads, sessions, places, duties, marks):
        if rows:
            type(rows[0]).objects.bulk_create(rows, batch_size=BATCH)
    _pages(groups)


def _group(team: Team, times: list[datetime], number: int) -> Activity:
    maker, reader = team.adults[:2]
    made = times[0] - timedelta(days=30)
    return Activity(
        name=f"长大的小组{number}", summary="一起走一走，看一看。", office=team.office, capacity=12, where="槐安社区",
        decides="走哪条路", starts_at=times[0], ends_at=times[-1] + timedelta(hours=2), risks="过马路：两个大人。",
        risks_read_by=reader, risks_read_at=made, state="open", made_by=maker, made_at=made,
    )  # fmt: skip


def _session(group: Activity, number: int, begin: datetime) -> Session:
    return Session(activity=group, number=number, starts_at=begin, ends_at=begin + timedelta(hours=2))


def _place(group: Activity, child, number: int, at: datetime) -> Place:
    return Place(
        activity=group, child=child, number=number, state="held", age_years=9, min_age=6, max_age=17,
        capacity=group.capacity, asked_at=at - timedelta(days=7), held_at=at - timedelta(days=7),
    )  # fmt: skip


def _duty(session: Session, person, over: bool) -> Duty:
    set_at = session.starts_at - timedelta(days=3)
    return Duty(session=session, person=person, set_by=person, set_at=set_at, minutes=120 if over else None)


def _marks(session: Session, child, by) -> list[Mark]:
    same = {"session": session, "child": child, "noted_by": by, "noted_at": session.ends_at}
    return [Mark(says="arrived", at=session.starts_at, **same), Mark(says="left", at=session.ends_at, **same)]


def _pages(groups: list[Activity]) -> None:
    """A page below the first language's list; none where no list stands. Children of `Page` cannot be made in bulk, so
    their own half of a row goes in by itself."""
    index = ActivityIndexPage.objects.filter(locale__language_code="zh-hans").first()
    if index is None:
        return
    kind, last = ContentType.objects.get_for_model(ActivityPage), index.get_children().order_by("path").last()
    start = int(last.path[-Page.steplen :], 36) if last else 0
    shells = [_page(index, group, kind, start + number) for number, group in enumerate(groups, 1)]
    Page.objects.bulk_create(shells, batch_size=BATCH)
    own = list(ActivityPage._meta.local_concrete_fields)
    card = {f"voice_{name}": "长大的" for name in ("purpose", "decides", "changes", "dates", "risks")}
    rows = [
        ActivityPage(page_ptr_id=shell.pk, activity=group, intro="长大的", bring="", rules="", **card)
        for shell, group in zip(shells, groups, strict=True)
    ]
    for begin in range(0, len(rows), 500):
        QuerySet(ActivityPage)._insert(rows[begin : begin + 500], fields=own)
    Page.objects.filter(pk=index.pk).update(numchild=F("numchild") + len(groups))


def _page(index, group: Activity, kind, step: int) -> Page:
    slug = f"grown-{group.pk.hex[:12]}"
    return Page(
        title=group.name, draft_title=group.name, slug=slug, url_path=f"{index.url_path}{slug}/", live=True,
        content_type=kind, locale_id=index.locale_id, path=Page._get_path(index.path, index.depth + 1, step),
        depth=index.depth + 1, numchild=0, translation_key=uuid.uuid4(),
    )  # fmt: skip


def _person(kind: str):
    key = uuid.uuid4()
    email = "" if kind == Kind.CHILD else f"{key.hex}@grown.invalid"
    avatar = Avatar.values[key.int % len(Avatar.values)]
    same = {"pseudonym": f"长大的{key.hex[:4]}", "avatar": avatar, "password": make_password(None)}
    return get_user_model()(id=key, username=key.hex, email=email, kind=kind, **same)
