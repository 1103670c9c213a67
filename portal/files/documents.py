"""Text as a document that an office goes on writing in (DOCX). Says nothing of who made it."""

from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

LATIN, CHINESE = "Calibri", "Microsoft YaHei"
STYLES = ("Normal", "Title", "Heading 1")
LANGUAGES = {"zh-hans": "zh-CN", "en": "en-GB"}


def written(
    title: str, facts: Iterable[str], parts: Iterable[tuple[str, str]], *, language: str, at: datetime
) -> bytes:
    """A title, lines of facts, and parts of (heading, text); a line of the text is a paragraph, an empty one a gap.

    `language` is one of ours; `at` is the only time in the file, and nobody is named as its author.
    """
    document = Document()
    _dress(document, LANGUAGES[language])
    document.add_heading(title, level=0)
    for fact in facts:
        document.add_paragraph(fact)
    for heading, text in parts:
        document.add_heading(heading, level=1)
        for line in text.splitlines():
            document.add_paragraph(line)
    _unsigned(document, title, LANGUAGES[language], at)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _dress(document, language: str) -> None:
    """Chinese in a Chinese font: without the East Asian name Word takes any, and headings another than the text."""
    for name in STYLES:
        style = document.styles[name]
        style.font.name = LATIN
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:eastAsia"), CHINESE)
        spoken = OxmlElement("w:lang")
        spoken.set(qn("w:val"), language)
        spoken.set(qn("w:eastAsia"), "zh-CN")
        style.element.get_or_add_rPr().append(spoken)


def _unsigned(document, title: str, language: str, at: datetime) -> None:
    facts, moment = document.core_properties, at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    facts.title, facts.language, facts.revision = title, language, 1
    facts.author = facts.last_modified_by = facts.comments = facts.keywords = facts.subject = facts.category = ""
    facts.created = facts.modified = moment
