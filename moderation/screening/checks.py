"""Second looks, where a pattern alone would flag what every child writes; each gives back a span or nothing."""

import re

from moderation.screening.tables import COMPOUND, SURNAMES

# "我们学校", "一所小学", "农村中学" name no school; what is left after the last of these must be a proper name.
_LEADING = re.compile(
    r".*(?:[在是的上到去从和跟读于进离过给了们所个家座某有没这那每两几想让把叫为像办建当对比向往见跑走念考转入被用来由就也都还"
    r"说爱看区市县镇乡村省]|我|你|他|她|同|全|各|因|或|与|及|等|于|请|要|能|会|可|再|又|不|很|太|最|只|才|吗|呢|吧|啊|着|一(?![中二三四五六七八九十心]))"
)
_COMMON = re.compile(
    r"^(?:.*(?:农村|乡村|城市|城里|老家|外地|本地|当地|公立|民办|私立|普通|重点|随迁|子女|寄宿|乡镇|附近|旁边|隔壁|对面|门口|毕业|"
    r"哥哥|姐姐|弟弟|妹妹|朋友|同学|孩子|学生|老师|许多|不少|其他|别的|所有|希望|打工|子弟|特殊|国际|小区|社区|完全|九年|一贯|山区|偏远|"
    r"义务|教育|初级|高级|高等|职业|技术|中等|幼儿|双语|艺术|体育|聋哑|盲人|附属|中心|优秀|理想|未来|梦想|今年|明年|去年|以后|现在|马上|已经|快|正|"
    r"刚|新|旧|老|好|大|小|初|高|中|男|女|坏|名|贫困|最好|邻居|表哥|表姐|表弟|表妹|堂哥|爸爸|妈妈|人|时候|年|月|天|号|里|边|间|后|前|时|下|出|生|成|得|地|次))$"
)
_NOT_GIVEN = frozenset(
    "老小大的是在了不有个们这那哥姐弟妹爸妈爷奶叔姨伯婶师生校医长教总先女男同学家班级组人我你他她它说想要去来很都也和跟就叫把被让"
    "给兴的得地着过吗呢吧啊，。！？、,.!? 年月日天上下里外中最真没没好坏多少几什么怎一二三四五六七八九十"
)


def school(match: re.Match) -> tuple[int, int] | None:
    """Keeps only the proper part of a school's name."""
    name = match["name"]
    lead = _LEADING.match(name)
    proper = name[lead.end() :] if lead else name
    if len(proper) < 2 or _COMMON.match(proper):
        return None
    return match.end("name") - len(proper), match.end()


def person(match: re.Match) -> tuple[int, int] | None:
    """A surname that is one, and a given name that is not a title or a verb."""
    name = match["name"]
    if name[:2] in COMPOUND:
        return (match.start("name"), match.end("name")) if len(name) > 2 and name[2] not in _NOT_GIVEN else None
    if name[0] not in SURNAMES or len(name) < 2 or name[1] in _NOT_GIVEN - {"小", "大", "一", "天", "家", "生"}:
        return None
    end = match.start("name") + (3 if len(name) > 2 and name[2] not in _NOT_GIVEN else 2)
    return match.start("name"), end


def english_school(match: re.Match) -> tuple[int, int] | None:
    """Oak Hill Primary School is one; Our School and High School are not."""
    words = match[0].split()
    start = match.start()
    while words and words[0] in _STARTERS:
        start += len(words[0]) + 1
        words = words[1:]
    return (start, match.end()) if len(words) > 1 and words[0] not in _GENERIC else None


_STARTERS = frozenset(
    [
        *("The", "My", "Our", "Your", "Their", "His", "Her", "At", "In", "To", "From", "Every", "Each", "This", "That"),
        *(
            "A",
            "An",
            "After",
            "Before",
            "When",
            "Why",
            "If",
            "Some",
            "Any",
            "All",
            "No",
            "I",
            "We",
            "They",
            "He",
            "She",
        ),
        *(
            "And",
            "But",
            "So",
            "For",
            "Of",
            "On",
            "Dear",
            "Because",
            "While",
            "Is",
            "Are",
            "Not",
            "Most",
            "Many",
            "Last",
        ),
        *("Next", "New"),
    ]
)
_GENERIC = frozenset(
    [
        *("Primary", "Middle", "High", "Secondary", "Elementary", "Junior", "Grammar", "Sunday", "Special", "Boarding"),
        *("Public", "Private", "Senior", "Nursery", "Summer", "Rural", "Village", "State", "School"),
    ]
)

CHECKS = {"school": school, "person": person, "english_school": english_school}
