"""How near a sign of harm is: who, when, and how sure. When unsure, nearer (PII-15)."""

import re

# Talk about the subject, not about somebody: lessons, posters, books.
_LESSON = re.compile(
    r"预防|讲座|宣传|课上|这节课|海报|热线|知识|主题班会|prevention|assembly|awareness|helpline poster"
)
_STORY = re.compile(
    r"故事里|小说|电影|动画|主角|书里|书上|漫画|游戏里|童话|in the (?:book|story|film|movie|game)|character"
)
_OTHER = re.compile(
    r"(?:我)?(?:有个|有一个|的)?(?:同学|朋友|同桌|表[哥姐弟妹]|邻居|室友|闺蜜|网友)|"
    r"\bmy (?:friend|classmate|cousin|neighbou?r)\b|\ba (?:girl|boy|kid) in my class\b"
)
_ME = re.compile(r"我|俺|自己|\bi\b|\bme\b|\bmy\b|\bmyself\b")
_NOW = re.compile(
    r"今晚|今天晚上|现在就|马上就|正在|等会|一会儿就|明天就|明早|已经写好|写好了|遗书|准备好|买好|楼顶|天台|窗台上|药都|一瓶药|拿着刀|刀在|"
    r"tonight|right now|tomorrow i|already wrote|goodbye letter|on the roof|pills ready|this evening|last message|still bleeding"
)
# What people say when they are tired, laughing or fed up.
_FIGURE = re.compile(
    r"作业|笑死|累死|热死|哈哈|嘻嘻|无聊|考试|上课|起床|早起|卷子|背书|题|尴尬|社死|好笑|球|游戏|热得|困得|饿得|辣得|"
    r"lol|haha|homework|so funny|laugh|boring|exam|embarrass"
)
WINDOW = 40
ACUTE = frozenset({"suicide", "selfharm", "violence", "sexual"})


def level(text: str, start: int, end: int, *, base: int, topic: str) -> int:
    """0–3 for what was found between start and end."""
    sentence = text[max(0, start - WINDOW) : end + WINDOW]
    if _LESSON.search(sentence) and not _NOW.search(sentence):
        return 3
    if topic == "figure" or (topic == "wish" and _FIGURE.search(sentence)):
        return 3
    if _STORY.search(text[max(0, start - 2 * WINDOW) : end]) and not _NOW.search(sentence):
        return 3
    if topic in ACUTE | {"wish"}:
        if _NOW.search(sentence):
            return 0
        before = text[max(0, start - 20) : start]
        other = _OTHER.search(before)
        if other and not _ME.search(before[other.end() :]):
            return max(base, 2)
    return base
