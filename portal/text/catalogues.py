"""The catalogues of Chinese words: one .po a part, brought up to date with Babel and compiled into one .mo."""

import io
import os
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.reloader import translation_file_changed

from portal.text import msgids

LANGUAGE = "zh_Hans"
PARTS = {
    "portal/accounts": "accounts",
    "account": "accounts",  # the pages and letters that allauth asks for
    "portal/consent": "consent",
    "portal/family": "family",
    "portal/notices": "notices",
    "portal/directory": "directory",
    "portal/pages": "pages",
    "portal/privacy": "privacy",
    "portal/audit": "audit",
    "portal/asking": "asking",
    "activities/live": "live",
    "activities/desk": "desk",
    "activities/councils": "councils",
    "activities": "activities",
    "voices/advocacy": "advocacy",
    "voices": "voices",
    "moderation": "moderation",
}
LABELS = sorted({*PARTS.values(), "ui"})
SOURCES = ("portal", "activities", "voices", "moderation", "templates")
TEMPLATES = {".html", ".txt", ".xml", ".svg"}


@dataclass(frozen=True)
class Lack:
    """Something that a reader of Chinese would meet in English."""

    label: str
    msgid: str
    place: str
    why: str

    def __str__(self):
        return f"{self.label}: {self.msgid!r} ({self.place}) {self.why}"


def label_of(path: str) -> str:
    """The part that owns the words of a source file, given its path from the root."""
    inside = path.removeprefix("templates/")
    for folder, label in PARTS.items():
        if inside.startswith((f"{folder}/", f"{label}/")):
            return label
    return "ui"


def wanted(root: Path) -> dict[str, dict[tuple, list[msgids.Found]]]:
    """label → (msgid, context) → where it stands."""
    found = defaultdict(lambda: defaultdict(list))
    for source in SOURCES:
        for path in sorted((root / source).rglob("*")):
            place = path.relative_to(root).as_posix()
            if path.suffix == ".py" or (path.suffix in TEMPLATES and "templates" in place.split("/")):
                for each in msgids.in_file(path, place):
                    singular = each.msgid if isinstance(each.msgid, str) else each.msgid[0]
                    found[label_of(place)][singular, each.context].append(each)
    return found


def po_path(root: Path, label: str) -> Path:
    return root / "locale" / label / LANGUAGE / "LC_MESSAGES" / "django.po"


def mo_path(root: Path) -> Path:
    """All parts in one: Django keeps every compiled catalogue apart and would look through each for every word."""
    return root / "locale" / "all" / LANGUAGE / "LC_MESSAGES" / "django.mo"


def load(path: Path) -> Catalog:
    if not path.exists():
        return Catalog(locale=LANGUAGE)
    with path.open("rb") as file:
        return read_po(file, locale=LANGUAGE)


def update(root: Path, labels: list[str]) -> None:
    """Adds what is new with an empty translation, keeps what is there, drops what no source says any more."""
    for label, entries in wanted(root).items():
        if label not in labels:
            continue
        path = po_path(root, label)
        old, new = load(path), Catalog(locale=LANGUAGE, project="Tongyan", fuzzy=False)
        for (_singular, context), places in sorted(entries.items(), key=lambda item: item[1][0].place.split(":")[0]):
            msgid = next((each.msgid for each in places if not isinstance(each.msgid, str)), places[0].msgid)
            before = old.get(msgid, context)
            string = before.string if before and _fits(msgid, before.string) else None
            files = sorted({each.place.rsplit(":", 1)[0] for each in places})
            new.add(msgid, string, context=context, locations=[(file, None) for file in files])
        _write(path, new)


def _fits(msgid, string) -> bool:
    return isinstance(msgid, str) == isinstance(string, str)


def _write(path: Path, catalogue: Catalog) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    out = io.BytesIO()
    write_po(out, catalogue, width=110, omit_header=True, include_lineno=False)
    head = f'msgid ""\nmsgstr ""\n"Language: {LANGUAGE}\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    head += '"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
    path.write_text(head + out.getvalue().decode().strip() + "\n", encoding="utf-8")


def lacks(root: Path) -> list[Lack]:
    """Everything missing or empty, and translations whose placeholders differ from their original's."""
    found = []
    for label, entries in sorted(wanted(root).items()):
        catalogue = load(po_path(root, label))
        for (singular, context), places in entries.items():
            message = catalogue.get(places[0].msgid, context)
            strings = [] if message is None else _strings(message)
            why = ""
            if message is None:
                why = "is not in the catalogue"
            elif not strings or not all(strings) or message.fuzzy:
                why = "has no translation"
            elif any(holes(text) - holes(*_texts(message.id)) for text in strings):
                why = "has placeholders of its own"
            if why:
                found.append(Lack(label, singular, places[0].place, why))
    return found


def clashes(root: Path) -> list[str]:
    """Words that two parts translate differently: only one of them would be shown."""
    said = defaultdict(dict)
    for label in LABELS:
        for message in load(po_path(root, label)):
            if message.id and all(_strings(message)):
                said[message.id, message.context].setdefault(tuple(_strings(message)), label)
    return [f"{key[0]!r}: {found}" for key, found in said.items() if len(found) > 1]


def _texts(value) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def _strings(message) -> list[str]:
    return _texts(message.string)


def holes(*texts: str) -> set[str]:
    return {hole for text in texts for hole in re.findall(r"%\(\w+\)[sd]|%s|%d|\{\w*\}", text)}


def compile_all(root: Path) -> bool:
    """Compiles all parts where one is newer than what is compiled; safe when several processes start at once.

    What this process had read before is read anew: models ask for words while they are loaded, so the first start on a
    fresh machine would otherwise show every Chinese page in English.
    """
    sources = sorted((root / "locale").glob(f"*/{LANGUAGE}/LC_MESSAGES/django.po"))
    stamp, mo = max(po.stat().st_mtime_ns for po in sources), mo_path(root)
    if mo.exists() and mo.stat().st_mtime_ns == stamp:
        return False
    mo.parent.mkdir(parents=True, exist_ok=True)
    fresh = mo.with_suffix(f".{os.getpid()}.tmp")
    with fresh.open("wb") as file:
        write_mo(file, _all(sources))
    os.utime(fresh, ns=(stamp, stamp))
    fresh.replace(mo)
    translation_file_changed(None, mo)
    return True


def _all(sources: list[Path]) -> Catalog:
    together = load(sources[0])
    for source in sources[1:]:
        for message in load(source):
            if message.id:  # the head has none
                together.add(message.id, message.string, flags=message.flags, context=message.context)
    return together
