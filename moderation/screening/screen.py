"""The order in which a text is looked at."""

from moderation.screening import harm
from moderation.screening.checks import CHECKS
from moderation.screening.finding import Context, Finding
from moderation.screening.numbers import numbers
from moderation.screening.rules import Rule, all_rules
from moderation.screening.together import together
from moderation.screening.views import View, letters, plain, runs

NOBODY = Context()
AROUND = 16  # how far around a hit a harmless phrase may begin or end


def screen(text: str, context: Context | None = None) -> list[Finding]:
    """Every finding in the text, in the order of the text; pure, offline, without memory (PII-1)."""
    context = context or NOBODY
    seen = plain(text)
    views = {"original": View(text, range(len(text))), "plain": seen, "letters": letters(seen)}
    found = numbers(runs(seen)) + _over_messages(text, context)
    for rule in all_rules():
        found += apply(rule, views, context)
    found = _without_doubles(found)
    found += together(seen.text, found, seen.span)
    return sorted(found, key=lambda finding: (finding.start, finding.end, finding.rule))


def apply(rule: Rule, views: dict[str, View], context: Context = NOBODY) -> list[Finding]:
    """One rule over its views."""
    if rule.max_age is not None and context.age is not None and context.age > rule.max_age:
        return []
    found = []
    for name in rule.views:
        view = views[name]
        if name == "letters" and view.text == views["plain"].text and "plain" in rule.views:
            continue
        for match in rule.pattern.finditer(view.text):
            finding = _finding(rule, view, match, context)
            if finding:
                found.append(finding)
    return found


def _finding(rule: Rule, view: View, match, context: Context) -> Finding | None:
    span = CHECKS[rule.check](match) if rule.check else match.span()
    if not span or span[0] == span[1] or _allowed(rule, view.text, *span):
        return None
    level = rule.level
    if rule.kind == "harm":
        level = harm.level(view.text, *span, base=level, topic=rule.topic)
        if context.adult and rule.topic == "grooming":
            level = min(level, 1)  # from a grown-up's account it is never small talk (PII-16)
    return Finding(rule.id, rule.version, rule.kind, *view.span(*span), rule.weight, level)


def _allowed(rule: Rule, text: str, start: int, end: int) -> bool:
    """A listed harmless phrase that covers the hit, or reaches into it from around."""
    low = max(0, start - AROUND)
    around = text[low : end + AROUND]
    return any(
        low + match.start() < end and low + match.end() > start
        for phrase in rule.allow
        for match in phrase.finditer(around)
    )


def _over_messages(text: str, context: Context) -> list[Finding]:
    """A number sent in pieces: the last messages of one writer read as one (live rooms)."""
    if not context.recent:
        return []
    before = "\n".join(context.recent[-3:]) + "\n"
    shift = len(before)
    return [
        Finding(f.rule, f.version, f.kind, max(0, f.start - shift), f.end - shift, f.weight, f.level)
        for f in numbers(runs(plain(before + text)))
        if f.start < shift < f.end
    ]


def _without_doubles(found: list[Finding]) -> list[Finding]:
    """The same rule at the same place is one finding, whichever view saw it; the wider wins."""
    kept: list[Finding] = []
    for finding in sorted(found, key=lambda f: (f.rule, f.start, -f.end)):
        last = kept[-1] if kept else None
        if last and last.rule == finding.rule and finding.start < last.end:
            continue
        kept.append(finding)
    return kept
