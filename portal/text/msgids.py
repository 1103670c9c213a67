"""Finds what is to be translated, in Python and in templates, without gettext's own tools."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.template.base import Lexer, TokenType
from django.utils.translation import template as django_template
from django.utils.translation import trim_whitespace

# How many leading arguments are words, and whether the first of them is the context.
CALLS = {"gettext": (1, False), "ngettext": (2, False), "pgettext": (2, True), "npgettext": (3, True)}


@dataclass(frozen=True)
class Found:
    """One thing to translate; `msgid` is a pair where there is a plural."""

    msgid: str | tuple[str, str]
    context: str | None
    place: str


def _kind(name: str) -> str:
    return name.removesuffix("_lazy").removesuffix("_noop")


def in_python(source: str, place: str) -> Iterator[Found]:
    """Words in calls of Django's translation functions, by whatever name they were imported."""
    tree = ast.parse(source)
    names = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            names |= {each.asname or each.name: _kind(each.name) for each in node.names if _kind(each.name) in CALLS}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name):
            kind = names.get(node.func.id)
        elif isinstance(node.func, ast.Attribute) and getattr(node.func.value, "id", "") == "translation":
            kind = _kind(node.func.attr)
        else:
            continue
        if kind in CALLS:
            found = _words(node, kind, f"{place}:{node.lineno}")
            if found:
                yield found


def _words(node: ast.Call, kind: str, place: str) -> Found | None:
    count, has_context = CALLS[kind]
    args = node.args[:count]
    if any(isinstance(arg, ast.JoinedStr) for arg in args):
        raise ValueError(f"{place}: an f-string cannot be translated; use %(name)s")
    if len(args) < count or not all(isinstance(arg, ast.Constant) and isinstance(arg.value, str) for arg in args):
        return None  # a variable: whoever made its text has marked it
    texts = [arg.value for arg in args]
    context = texts.pop(0) if has_context else None
    return Found(texts[0] if len(texts) == 1 else (texts[0], texts[1]), context, place)


def in_template(source: str, place: str) -> Iterator[Found]:
    """Words in translate and blocktranslate tags and in `_("…")` expressions."""
    tokens = iter(Lexer(source).tokenize())
    for token in tokens:
        where = f"{place}:{token.lineno}"
        if token.token_type == TokenType.BLOCK:
            block = django_template.block_re.match(token.contents)
            inline = django_template.inline_re.match(token.contents)
            if block:
                yield _block(token, tokens, _quoted(block[2]) if block[2] else None, where)
                continue
            if inline:
                context = _quoted(inline[3]) if inline[3] else None
                yield Found(_quoted(inline[1]).replace("%", "%%"), context, where)
        if token.token_type in (TokenType.BLOCK, TokenType.VAR):
            for constant in django_template.constant_re.findall(token.contents):
                yield Found(_quoted(constant).replace("%", "%%"), None, where)


def _quoted(text: str) -> str:
    return text[1:-1].replace(f"\\{text[0]}", text[0])


def _block(opening, tokens, context: str | None, where: str) -> Found:
    trimmed = " trimmed" in opening.contents
    forms: list[list[str]] = [[]]
    for token in tokens:
        if token.token_type == TokenType.TEXT:
            forms[-1].append(token.contents.replace("%", "%%"))
        elif token.token_type == TokenType.VAR:
            forms[-1].append(f"%({token.contents})s")
        elif token.token_type == TokenType.BLOCK:
            if django_template.endblock_re.match(token.contents):
                break
            if not django_template.plural_re.match(token.contents):
                raise ValueError(f"{where}: {{% {token.contents} %}} inside blocktranslate")
            forms.append([])
    texts = ["".join(form) for form in forms]
    if trimmed:
        texts = [trim_whitespace(text) for text in texts]
    return Found(texts[0] if len(texts) == 1 else (texts[0], texts[1]), context, where)


def in_file(path: Path, place: str) -> Iterator[Found]:
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return in_python(source, place) if "django.utils" in source else iter(())
    return in_template(source, place)
