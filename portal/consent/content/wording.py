"""How the words of a notice are built, and what has to be true of them before they may be put in force (CON-3, CON-4).

Plain text with three marks: `# ` before the title, `## ` before each section, `label: words` for what stands on top.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.consent.kinds import Audience

CHINESE, ENGLISH = "zh-hans", "en"
MOST = 8_000  # characters of one text: longer ones are not read
LONGEST_TITLE = 80
SECTIONS = {Audience.GUARDIAN: 6, Audience.YOUNG: 4, Audience.MIDDLE: 4, Audience.OLDER: 4}
BRIEF = 3  # who sees it, for how long, how to take it back: what a tired guardian reads
# The longest sentence a child of that age reads: Chinese characters, English words (field.md 4.2).
SENTENCE = {Audience.YOUNG: (20, 14), Audience.MIDDLE: (30, 20), Audience.OLDER: (30, 24)}
HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
HALF_WIDTH = re.compile(rf"[{HAN}]\s*[,;:!?()]\s*[{HAN}]|[{HAN}]\.(?=\s|$|[{HAN}])|[{HAN}][,;!?]$", re.MULTILINE)
SENTENCE_ENDS = {CHINESE: re.compile(r"[。！？；\n]"), ENGLISH: re.compile(r"[.!?;](?=\s|$)|\n")}
# Labels that never stand beside a child's words (brief.md).
LABELS = re.compile("困境儿童|问题儿童|留守儿童|流动儿童|弱势|小朋友们好")


@dataclass(frozen=True)
class Words:
    """One text in one language, read as its page shows it."""

    text: str
    language: str = ""

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def title(self) -> str:
        return self.text.partition("\n")[0].removeprefix("# ")

    @property
    def _top(self) -> list[str]:
        return [line for line in self.text.partition("\n## ")[0].split("\n")[1:] if line.strip()]

    @property
    def lead(self) -> list[str]:
        """Lines above the first section that name nothing; they are shown all the same."""
        return [line for line in self._top if not _named(line)]

    @property
    def brief(self) -> list[tuple[str, str]]:
        """Who sees it, for how long, how to take it back: what a tired reader needs first."""
        return [named for line in self._top if (named := _named(line))]

    @property
    def sections(self) -> list[tuple[str, str]]:
        """Heading and words of each section."""
        parts = [part.strip().partition("\n\n") for part in self.text.split("\n## ")[1:]]
        return [(heading.strip(), words.strip()) for heading, _gap, words in parts]


def _named(line: str) -> tuple[str, str] | None:
    parts = re.split("：|: ", line, maxsplit=1)
    return (parts[0], parts[1]) if len(parts) == 2 and all(part.strip() for part in parts) else None


@dataclass(frozen=True)
class Finding:
    """What is wrong with the text in one language, in words for whoever writes it; no language: with both together."""

    language: str
    message: str


def tidy(text: str) -> str:
    return text.replace("\r\n", "\n").strip() + "\n"


def findings(texts: Mapping[str, str], audience) -> list[Finding]:
    """Everything that keeps these words from being put in force, at once; messages in the reader's language."""
    whole = {language: Words(tidy(text), language) for language, text in texts.items()}
    found = [Finding(words.language, said) for words in whole.values() for said in _alone(words, Audience(audience))]
    if all(words.text.strip() for words in whole.values()):
        found += [Finding(ENGLISH, said) for said in _together(whole[CHINESE], whole[ENGLISH])]
    return found


def _alone(words: Words, audience: Audience) -> Iterator[str]:
    if not words.text.strip():
        yield _("These words are missing; readers of both languages get them.")
        return
    yield from _built(words, audience)
    yield from _written(words)
    if audience in SENTENCE:
        yield from _read(words, audience)


def _built(words: Words, audience: Audience) -> Iterator[str]:
    first = words.text.partition("\n")[0]
    if not first.startswith("# ") or not words.title.strip():
        yield _("The first line is the title: # and a space, then the title.")
    elif len(words.title) > LONGEST_TITLE:
        yield _("The title is longer than %(most)s characters.") % {"most": LONGEST_TITLE}
    if len(words.text) > MOST:
        yield _("The text is longer than %(most)s characters; nobody reads that.") % {"most": MOST}
    for line in words.lead:
        yield _("Above the first section each line is a label, a colon and words. This one is not: “%(line)s”") % {
            "line": _short(line)
        }
    if audience == Audience.GUARDIAN and len(words.brief) < BRIEF:
        yield _("On top three lines say who sees it, for how long, and how to take it back.")
    wanted = SECTIONS[audience]
    if len(words.sections) != wanted:
        yield _("There are %(found)s sections; these readers get %(wanted)s. Each begins with ## and a space.") % {
            "found": len(words.sections),
            "wanted": wanted,
        }
    for heading, said in words.sections:
        if not heading or not said or "\n" in heading:
            yield _("This section needs a heading, an empty line and words: “%(line)s”") % {"line": _short(heading)}
    for line in words.text.split("\n")[1:]:
        if line.startswith("#") and not line.startswith("## "):
            yield _("This line begins with a mark we do not know: “%(line)s”") % {"line": _short(line)}


def _written(words: Words) -> Iterator[str]:
    if words.language == CHINESE and not re.search(f"[{HAN}]", words.text):
        yield _("This field is for the Chinese words.")
    if words.language == ENGLISH and re.search(f"[{HAN}]", words.text):
        yield _("There are Chinese characters in the English words.")
    for each in HALF_WIDTH.finditer(words.text):
        yield _("Between Chinese characters stands a Chinese mark, not this one: “%(line)s”") % {"line": each.group()}
    for each in sorted(set(LABELS.findall(words.text))):
        yield _("We do not call children so: “%(line)s”") % {"line": each}


def _read(words: Words, audience: Audience) -> Iterator[str]:
    """Sentences a child of this age does not read to the end."""
    most = SENTENCE[audience][words.language != CHINESE]
    for line in [words.title, *(said for _heading, said in words.sections)]:
        for sentence in SENTENCE_ENDS[words.language].split(line):
            length = len(sentence.strip()) if words.language == CHINESE else len(sentence.split())
            if length > most:
                yield _too_long(words.language) % {"length": length, "most": most, "line": _short(sentence.strip())}


def _too_long(language: str) -> str:
    if language == CHINESE:
        return _("A sentence of %(length)s characters; these readers get %(most)s at most: “%(line)s”")
    return _("A sentence of %(length)s words; these readers get %(most)s at most: “%(line)s”")


def _together(chinese: Words, english: Words) -> Iterator[str]:
    if len(chinese.sections) != len(english.sections):
        yield _("There are %(chinese)s sections in Chinese and %(english)s in English; both say the same.") % {
            "chinese": len(chinese.sections),
            "english": len(english.sections),
        }
    if len(chinese.brief) != len(english.brief):
        yield _("There are %(chinese)s lines on top in Chinese and %(english)s in English; both say the same.") % {
            "chinese": len(chinese.brief),
            "english": len(english.brief),
        }


def _short(line: str) -> str:
    return line if len(line) <= 40 else f"{line[:40]}…"
