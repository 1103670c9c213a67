"""Facts that are harmless one by one and point at a child together (PII-7)."""

import re

from moderation.screening.finding import Finding

VERSION = "2026-11-23"
ENOUGH = 3
_FACTS = {
    "name": re.compile(
        r"我(?:的(?:名字|小名|外号|大名))?叫[\u4e00-\u9fff]{2,4}|\bmy name(?: is|'s) [a-z]+|\bi'?m called [a-z]+"
    ),
    "class": re.compile(
        r"[一二三四五六七八九1-9]年级?[(]?[一二三四五六七八九十\d]{1,2}[)]?班|[初高][一二三][(]?[一二三四五六七八九十\d]{1,2}[)]?班|"
        r"\b(?:class|grade|year) \d{1,2}[a-f]?\b"
    ),
    "place": re.compile(
        r"(?:我|家)[^\n。,]{0,4}(?:住在?|就在|搬到)[\u4e00-\u9fff]{2,10}(?:路|街|村|镇|小区|巷|胡同|花园|苑|桥|站)|\bi live (?:in|near|by|on) [a-z]+"
    ),
    "parent": re.compile(
        r"我?(?:爸爸?|妈妈?|爷爷|奶奶|父亲|母亲)(?:在[\u4e00-\u9fff]{1,10})?(?:是|开|当|卖|修|做)[\u4e00-\u9fff]{0,8}(?:的|店|铺|摊|师傅|司机|保安|厂|车|早餐|豆腐|水果|包子|鞋)|"
        r"\bmy (?:mum|mom|dad|father|mother) (?:is the|runs|owns|drives|works at|sells)\b"
    ),
    "birthday": re.compile(
        r"生日[^\n。]{0,6}\d{1,2}月\d{1,2}|\d{1,2}月\d{1,2}[日号][^\n。]{0,4}(?:生日|出生)|\bmy birthday is\b|\bi was born on\b"
    ),
    "age": re.compile(
        r"我(?:今年)?(?:[1-9]\d?|[六七八九十][一二三四五六七]?)岁|\bi(?:'m| am) \d{1,2}(?: years old)?\b"
    ),
    "looks": re.compile(
        r"(?:我|脸上|左手|右手|左腿|右腿)[^\n。]{0,6}(?:胎记|轮椅|助听器|疤|双胞胎|红头发)|\bi (?:use|wear) (?:a wheelchair|hearing aids)\b|\bmy twin\b"
    ),
    "routine": re.compile(
        r"(?:每天|每周|天天|每个?星期[一二三四五六日天]?)[^\n。]{0,10}(?:点|放学)[^\n。]{0,10}(?:一个人|自己)|\bevery day (?:at|after)[^\n.]{0,30}(?:alone|by myself)\b"
    ),
    "newcomer": re.compile(
        r"全(?:班|校|村|年级)(?:只有|就)我(?:一个|一家)?|\bthe only (?:girl|boy|child|one) (?:in|at|from)\b"
    ),
}


def together(text: str, found: list[Finding], at) -> list[Finding]:
    """One finding over everything, when three or more different facts stand in the text. `at` maps spans back."""
    spans = {fact: match.span() for fact, pattern in _FACTS.items() if (match := pattern.search(text))}
    known = set(spans)
    originals = [at(*span) for span in spans.values()]
    for finding in found:
        fact = _OF_KIND.get(finding.kind)
        if fact:
            known.add(fact)
            originals.append((finding.start, finding.end))
    if len(known) < ENOUGH:
        return []
    start, end = min(s for s, _ in originals), max(e for _, e in originals)
    return [Finding("together.facts", VERSION, "together", start, end, round(min(1.0, len(known) / 5), 2))]


_OF_KIND = {"school": "school", "address": "place", "name": "name", "meeting": "meeting"}
