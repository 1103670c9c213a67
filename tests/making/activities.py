"""Dull makers of activities, sessions, leads and places, straight into the tables."""

from datetime import timedelta
from itertools import count

from django.utils import timezone
from wagtail.models import Locale, Page, Site

from activities import actions
from activities.models import Activity, Lead, Place, Session
from activities.states import NUMBERED, PlaceState, State
from portal.accounts.kinds import Kind
from portal.accounts.models import User
from portal.directory.models import Office, Organisation
from portal.pages.models import HomePage

_n = count(1)


def person(kind=Kind.STAFF, **over) -> User:
    n = next(_n)
    over.setdefault("pseudonym", f"纸鸢{n}")
    return User.objects.create(username=f"activity-person-{n}", kind=kind, **over)


def child(**over) -> User:
    return person(Kind.CHILD, **over)


def office(**over) -> Office:
    organisation, _made = Organisation.objects.get_or_create(name="檐下社会工作服务中心")
    row = {"name": f"槐安站{next(_n)}", "name_en": "Huai'an", "ours": True} | over
    return Office.objects.create(organisation=organisation, **row)


def activity(*, at=None, made_by=None, read_by=None, **over) -> Activity:
    """Open, ten places, ages 6 to 17, for a month from tomorrow."""
    at = at or timezone.now()
    facts = {
        "name": "一米走读", "name_en": "One-metre walks", "summary": "用小孩的高度看街道。",
        "summary_en": "See the street from a child's height.", "office": over.pop("office", None) or office(),
        "capacity": 10, "starts_at": at + timedelta(days=1), "ends_at": at + timedelta(days=31),
        "where": "槐安社区", "where_en": "Huai'an", "decides": "走哪条路，量什么", "decides_en": "route and measures",
        "risks": "过马路：两个大人，前后各一个。", "state": State.OPEN, "made_at": at,
    }  # fmt: skip
    facts |= {"made_by": made_by or person(), "risks_read_by": read_by or person(), "risks_read_at": at}
    return Activity.objects.create(**(facts | over))


def session(activity, *, number=None, starts_at=None, ends_at=None) -> Session:
    starts_at = starts_at or activity.starts_at
    number = number or activity.sessions.count() + 1
    ends_at = ends_at or starts_at + timedelta(hours=2)
    return Session.objects.create(activity=activity, number=number, starts_at=starts_at, ends_at=ends_at)


def lead(activity, who=None) -> Lead:
    return Lead.objects.create(activity=activity, person=who or person())


def place(activity, who=None, *, state=PlaceState.HELD, at=None, **over) -> Place:
    at = at or timezone.now()
    row = {
        "activity": activity, "child": who or child(), "state": state, "asked_at": at,
        "age_years": activity.min_age + 1, "min_age": activity.min_age, "max_age": activity.max_age,
        "capacity": activity.capacity,
    }  # fmt: skip
    if state in NUMBERED:
        row["number"] = activity.places.exclude(number=None).count() + 1
    if state == PlaceState.WAITING:
        row["waiting_at"] = at
    if state == PlaceState.OFFERED:
        row["offer_until"] = at + timedelta(hours=48)
    if state == PlaceState.LEFT:
        row["left_at"] = at
    return Place.objects.create(**(row | over))


WORDS = {
    "zh-hans": {
        "title": "一米走读", "intro": "我们用小孩的高度看街道，把不好走的地方画下来。", "bring": "水壶和笔",
        "voice_purpose": "把不好走的地方告诉街道。", "voice_decides": "河沿街道办事处。",
        "voice_changes": "台阶能修，马路不能改道。", "voice_dates": "走完两周内有回音。",
        "voice_risks": "别写真名，别拍别人的脸。",
    },
    "en": {
        "title": "One-metre walks", "intro": "We look at the street from a child's height.", "bring": "Water and a pen",
        "voice_purpose": "To tell the street office where walking is hard.", "voice_decides": "Heyan street office.",
        "voice_changes": "Steps can be mended; the road cannot be moved.", "voice_dates": "Two weeks after the walk.",
        "voice_risks": "No real names, no faces of others.",
    },
}  # fmt: skip


def tree() -> None:
    """A home in each language, and the index of activities below each; what is there stays."""
    site = Site.objects.select_related("root_page").get(is_default_site=True)
    if not isinstance(site.root_page.specific, HomePage):
        Page.objects.filter(pk=site.root_page_id).update(slug="welcome")
        chinese, _new = Locale.objects.get_or_create(language_code="zh-hans")
        home = Page.get_first_root_node().add_child(instance=HomePage(title="同檐", slug="home", locale=chinese))
        Site.objects.filter(pk=site.pk).update(root_page=home)
    site.refresh_from_db()
    english, _new = Locale.objects.get_or_create(language_code="en")
    if not site.root_page.get_translations().filter(locale=english).exists():
        copy = site.root_page.specific.copy_for_translation(english)
        copy.save_revision().publish()
    actions.lay_index()


def pages(activity, *, slug="") -> list:
    slug = slug or f"activity-{activity.pk.hex[:8]}"
    return actions.write_page(by=None, activity=activity, words=WORDS, slug=slug, at=timezone.now())
