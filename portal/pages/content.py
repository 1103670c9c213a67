"""Invented things for the gallery of components."""

from dataclasses import dataclass
from datetime import timedelta

from django import forms
from django.utils import timezone

from portal.accounts.kinds import Avatar
from portal.consent.kinds import Method, Mood
from portal.consent.purposes.facts import Data, Seen
from portal.consent.states import State
from portal.figures.bars import bars
from portal.ui.turning import Turn


class SampleForm(forms.Form):
    name = forms.CharField(label="你想叫什么？", help_text="别写真名。用一个你喜欢的名字。")
    words = forms.CharField(label="写下来", widget=forms.Textarea, initial="绿灯只有十二秒。我和弟弟要跑。我们数过了。")
    group = forms.ChoiceField(label="哪一个小组", choices=[("walk", "一米走读"), ("radio", "小声电台")])
    way = forms.ChoiceField(
        label="你想怎么说", widget=forms.RadioSelect, choices=[("write", "写"), ("draw", "画"), ("tell", "说给大人听")]
    )
    agree = forms.BooleanField(label="我看过了，我愿意让大家看到。")
    photo = forms.FileField(label="照片", required=False)


@dataclass(frozen=True)
class Note:
    level_tag: str
    words: str

    def __str__(self):
        return self.words


class Service:
    label = "檐下社会工作服务中心"
    what_for = "值班的大人，什么都可以问"
    when = "星期二到星期六 9点–18点"
    phone = "15400000001"


class Paper:
    """A notice as families read it."""

    pk = "sample"
    language = "zh-hans"
    sha256 = "sample"
    sections = (("这是问什么", "孩子写的字，能不能让大家看到。"), ("能收回吗", "能。什么时候都可以，收回不用说理由。"))


class Read:
    """The same, read aloud."""

    pk = "sample"
    length = "1:24"


class Question:
    """A question to a guardian that still waits for them."""

    pk = "sample"
    my_say = ""
    pending = False
    mood = Mood.YOURS
    ask = None


class Receipt:
    """One answer as its receipt shows it."""

    notice = Paper()
    asked = {"about": {"zh-hans": "《路口的十二秒》"}}
    evidence = ""
    expires_at = None

    def __init__(self, at):
        self.at = at

    def get_state_display(self):
        return State.GIVEN.label

    def get_method_display(self):
        return Method.TAP.label


def samples() -> dict:
    now = timezone.now()
    broken = SampleForm({"name": "", "words": "我家住在"})
    broken.is_valid()
    return {
        "form": SampleForm(),
        "broken": broken,
        "soon": now + timedelta(days=2),
        "later": now + timedelta(days=40),
        "notes": [Note("success", "送到了。"), Note("info", "先替你存着。"), Note("error", "没有送出去，再试一次。")],
        "states": [
            ("writing", "写着呢"),
            ("sent", "送到了"),
            ("reading", "大人在看"),
            ("change", "请你改一改"),
            ("kept", "先替你保管"),
            ("public", "大家能看到了"),
            ("forwarded", "送给了柳巷社区"),
            ("answered", "有回音了"),
            ("silent", "还没有回音（第12天）"),
            ("taken_back", "我收回了"),
        ],
        "sample_bars": bars([("走北门", 24), ("走南门", 13), ("不去", None), ("没想好", None)]),
        "service": Service(),
        "turn": Turn(["一行"], 1, 3),
        "paper": Paper(),
        "recording": Read(),
        "difference": [("same", "谁能看到："), ("gone", "大人"), ("new", "中心的社工"), ("same", "。")],
        "receipt": {
            "event": Receipt(now),
            "receipt": {"receipt_id": "6d0b3c62-6b0c-4f6e-9a39-1f1c5a2f7f10"},
            "uses": [Data.AGE.label, Data.WORDS.label],
            "seen_by": [Seen.OFFICE.label],
            "recipients": [{"name": {"zh-hans": "交通科"}, "organisation": {"zh-hans": "檐下街道办事处"}, "area": ""}],
            "controller": {"party_name": "林知远（虚构）", "party_contact": "privacy@yanxia.example"},
        },
        "question": Question(),
        "chosen": ["kite", "moon"],
        "pictures": [{"name": picture.value, "label": picture.label} for picture in Avatar],
        "paths": [("/dev/gallery/", "这一页"), ("/zh-hans/", "首页")],
        "heads": ["哪一天", "做什么", "花了多少"],
        "tones": ["ink", "sky", "plum", "persimmon", "indigo", "moss", "rose"],
    }
