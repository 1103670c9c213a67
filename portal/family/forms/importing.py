"""Families from a list: what each line says, judged as the form for one family on paper judges it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from portal.accounts import queries as people
from portal.accounts.kinds import Avatar
from portal.consent.kinds import Relation
from portal.directory.queries import our_offices
from portal.family.forms.desk import RegisterOnPaper, TakeIn
from portal.family.forms.windows import usable_name
from portal.privacy.forms import LINE, TableForm, Tried

MOST = 25  # families of one list: a colleague compares the papers of each
COLUMNS = {
    "reference": ("档案编号", "编号", "number in the folder"),
    "called": ("怎么称呼大人", "大人称呼", "what we call the adult"),
    "relation": ("与孩子的关系", "关系", "relation"),
    "language": ("语言", "language"),
    "real_name": ("孩子真名", "真名", "real name"),
    "birth_date": ("出生日期", "生日", "date of birth"),
    "pseudonym": ("在这里的名字", "name here"),
    "said_on": ("签字日期", "签字那天", "day it was signed"),
}
NEEDED = set(COLUMNS) - {"language", "pseudonym"}
RELATIONS = {
    "妈妈": Relation.MOTHER, "母亲": Relation.MOTHER, "mother": Relation.MOTHER, "爸爸": Relation.FATHER,
    "父亲": Relation.FATHER, "father": Relation.FATHER, "祖父母": Relation.GRANDPARENT, "爷爷": Relation.GRANDPARENT,
    "奶奶": Relation.GRANDPARENT, "外公": Relation.GRANDPARENT, "外婆": Relation.GRANDPARENT,
    "grandparent": Relation.GRANDPARENT, "其他": Relation.OTHER, "其他监护人": Relation.OTHER, "other": Relation.OTHER,
}  # fmt: skip
LANGUAGES = {"": "zh-hans", "中文": "zh-hans", "zh": "zh-hans", "英文": "en", "英语": "en", "english": "en", "en": "en"}
LANGUAGES |= {code: code for code, _name in settings.LANGUAGES}
DAY = re.compile(r"(\d{4})\s?[-/.年]?\s?(\d{1,2})\s?[-/.月]?\s?(\d{1,2})\s?日?", re.ASCII)


class FamiliesForm(TakeIn, TableForm):
    signed = forms.BooleanField(label=_("The adult of each line has signed these very words on paper"))
    field_order = ["office", "file", "signed"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, columns=COLUMNS, needed=NEEDED, most=MOST, **kwargs)


class FamilyForm(RegisterOnPaper):
    """One line; office and signature are said once for the whole list."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, offices=our_offices().none(), **kwargs)
        for name in ("office", "signed", "notice"):
            del self.fields[name]

    def clean_called(self):
        return self._usable("called")

    def clean_pseudonym(self):
        return self._usable("pseudonym")

    def _usable(self, field: str) -> str:
        return usable_name(self.cleaned_data[field], lambda: self.may_try(self.cleaned_data[field]))


@dataclass
class Line:
    """`why`: reasons it is refused; `known`: it was registered before. `about` is what would be done."""

    number: int
    about: dict = field(default_factory=dict, repr=False)
    why: list = field(default_factory=list)
    known: bool = False

    @property
    def new(self) -> bool:
        return not self.why and not self.known


def judged(rows, *, may_try: Callable[[str], bool], today: date, known: set[str]) -> list[Line]:
    """Every line by itself and beside those before it; `known`: numbers in the folder that are in use."""
    lines, places = [], {}
    for number, (row, cells) in enumerate(rows):
        line = Line(row.number, why=[LINE[row.wrong]] if row.wrong else [])
        lines.append(line)
        reference, child = cells.get("reference", ""), (cells.get("real_name"), cells.get("birth_date"))
        if row.wrong:
            continue
        line.known = reference in known
        if line.known:
            continue
        for key in (reference, child):
            if first := places.get(key):
                line.why.append(_("The number in the folder or the child stands in line %(n)s already.") % {"n": first})
        if line.why:
            continue
        places |= {reference: row.number, child: row.number}
        _judge(line, cells, number, may_try, today)
    return lines


def _judge(line: Line, cells: dict, number: int, may_try: Callable[[str], bool], today: date) -> None:
    language = LANGUAGES.get(cells.get("language", "").casefold(), "?")
    data = {name: cells.get(name, "") for name in ("reference", "called", "real_name", "pseudonym")} | {
        "language": language,
        "relation": RELATIONS.get(cells.get("relation", "").casefold(), ""),
        "birth_date": _day(cells.get("birth_date", "")),
        "said_on": _day(cells.get("said_on", "")),
        "avatar": list(Avatar)[number % len(Avatar)],
    }
    if not data["pseudonym"]:
        [data["pseudonym"]] = people.offer_pseudonyms("en" if language == "en" else "zh-hans", 1)
    form = FamilyForm(data, may_try=may_try, today=today)
    if form.is_valid():
        line.about = form.cleaned_data
        return
    for name, errors in form.errors.items():
        label = form.fields[name].label if name in form.fields else ""
        line.why += [f"{label}：{words}" if label else words for words in errors]


def _day(text: str) -> str:
    """2016-05-04 for a day in any usual spelling with the year first; else as it is, which the form refuses."""
    found = DAY.fullmatch(text)
    return "-".join(part.zfill(2) for part in found.groups()) if found else text


def carried(line: Line, notice) -> dict:
    """As it travels: days as text, the words that were signed by their key."""
    return {name: str(value) for name, value in line.about.items()} | {"notice": str(notice.pk)}


def carry_out(tried: Tried, notices: dict) -> list[dict] | None:
    """What `register_many` takes; None where the words to be signed are others by now."""
    found = []
    for line in tried.lines:
        notice = notices.get(line["language"])
        if notice is None or str(notice.pk) != line["notice"]:
            return None
        days = {name: date.fromisoformat(line[name]) for name in ("birth_date", "said_on")}
        found.append(line | days | {"notice": notice})
    return found
