"""Words are found wherever Django would look them up."""

import pytest

from portal.text.msgids import in_python, in_template


def found(source, reader):
    return [(each.msgid, each.context) for each in reader(source, "x")]


def test_python_words_under_any_name():
    source = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext as p, gettext
a = _("one")
b = ngettext("%(n)s day", "%(n)s days", 3)
c = p("door", "open")
d = gettext("two " "halves")
e = gettext(a)
print("not me")
"""
    assert found(source, in_python) == [
        ("one", None),
        (("%(n)s day", "%(n)s days"), None),
        ("open", "door"),
        ("two halves", None),
    ]


def test_an_f_string_is_refused():
    with pytest.raises(ValueError, match="f-string"):
        found('from django.utils.translation import gettext as _\n_(f"hello {1}")', in_python)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('{% translate "Hello" %}', [("Hello", None)]),
        ("{% trans 'It is on' context 'activity' as word %}", [("It is on", "activity")]),
        ('{% translate "100%" %}', [("100%%", None)]),
        ('{% include "a.html" with title=_("Help") %}{{ _("Go")|upper }}', [("Help", None), ("Go", None)]),
        ("{% blocktranslate %}Hi {{ name }}, 5%{% endblocktranslate %}", [("Hi %(name)s, 5%%", None)]),
        (
            "{% blocktranslate trimmed context 'wall' %}\n  one\n  two\n{% endblocktranslate %}",
            [("one two", "wall")],
        ),
        (
            "{% blocktranslate count n=n %}{{ n }} place{% plural %}{{ n }} places{% endblocktranslate %}",
            [(("%(n)s place", "%(n)s places"), None)],
        ),
    ],
)
def test_template_words(source, expected):
    assert found(source, in_template) == expected
