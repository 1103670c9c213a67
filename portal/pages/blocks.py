"""The few plain things an article is made of. No HTML is typed or kept: text is cleaned as plain text."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from portal.text.plain import plain


class PlainBlock(blocks.TextBlock):
    """Paragraphs; an empty line begins a new one."""

    def clean(self, value):
        return super().clean(plain(value or ""))


class LineBlock(blocks.CharBlock):
    def clean(self, value):
        return super().clean(plain(value or "", lines=False))


class QuoteBlock(blocks.StructBlock):
    words = PlainBlock(label=_("words"), rows=3)
    who = LineBlock(label=_("who said it"), required=False, max_length=60)


class LinkBlock(blocks.StructBlock):
    words = LineBlock(label=_("words"), max_length=40)
    page = blocks.PageChooserBlock(label=_("page of ours"), required=False)
    address = blocks.URLBlock(label=_("or address"), required=False)

    def link(self, value):
        return value["page"].url if value.get("page") else value.get("address")


BODY = [
    ("heading", LineBlock(label=_("heading"), max_length=60, icon="title")),
    ("text", PlainBlock(label=_("text"), icon="pilcrow", rows=6)),
    ("points", blocks.ListBlock(LineBlock(max_length=200), label=_("points"), icon="list-ul")),
    ("quote", QuoteBlock(label=_("somebody's words"), icon="openquote")),
    ("picture", ImageBlock(label=_("picture"), icon="image")),
    ("note", PlainBlock(label=_("note in a box"), icon="info-circle", rows=3)),
    ("link", LinkBlock(label=_("button to a page"), icon="link")),
]
