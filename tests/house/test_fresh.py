"""What matters wants a fresh proof: each view that calls a sensitive action says so on its route (SEC-9)."""

import ast
import re

import pytest

from tests.house import tree

# Actions of SEC-9, as views call them. A no, a pause and a withdrawal wait for nothing and stand not here.
SENSITIVE = {
    "granting roles": r"actions\.(grant_role|propose_role|confirm_role|record_qualification|unpause)\b",
    "deleting": r"actions\.(leave|answer_wish|correct_identity)\b|WishKind\.ERASE",
    "opening the vault": r"\.(open_identity|open_care|look_at_papers|break_glass|decide)\b",
    "opening what helps on the day": r"\b(open_card|crisis_list|look_on_duty)\b",
    "export of children's data": r"privacy\.unpacked\b",
    "giving consent that asks a confirmed guardian": r"\banswering\(.*family/question|actions\.confirm_entry\b",
}
# What these call alike (`decide`) judges words and opens no vault; the desk is asked for its own.
ELSEWHERE = re.compile(r"moderation|voices|activities")
DESK = {"opening what helps on the day"}
KNOWN = {
    "granting roles": {"staff.give", "staff.confirm", "staff.check", "staff.unpause"},
    "deleting": {"staff.Leave", "wishes.one", "rights.ask_of_child", "rights.ask_of_mine"},
    "opening the vault": {"openings.ask", "openings.decide", "openings.look", "papers.look"},
    "opening what helps on the day": {"cards.card", "cards.crisis"},
    "export of children's data": {"rights.copy"},
    "giving consent that asks a confirmed guardian": {"guardian.say", "guardian.ask", "entering.confirm"},
}
OF_CHILDREN = {"rights.ask_of_mine"}  # a child has shown its pictures
AT_ONCE = {"cards.card"}  # one child, by who is on duty: who cannot breathe does not wait for a code (PRI-4)


def callers(path, pattern) -> list[ast.AST]:
    """Views of a file, functions and classes with a route, that do it themselves or through a helper beside them."""
    tops = [node for node in ast.parse(path.read_text()).body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    texts = {node.name: ast.unparse(node) for node in tops}
    doing = {name for name, text in texts.items() if re.search(pattern, text)}
    for _ in texts:
        doing |= {
            name for name, text in texts.items() if any(re.search(rf"(?<![.\w]){each}\(", text) for each in doing)
        }
    return [node for node in tops if node.name in doing and is_view(node)]


def is_view(node) -> bool:
    return "declaration" in ast.unparse(node) or any(
        re.match(r"(route|managers)\(", ast.unparse(each)) for each in node.decorator_list
    )


@pytest.mark.parametrize("what", SENSITIVE)
def test_each_sensitive_view_declares_it(what):
    found, wrong = set(), []
    for path in tree.python():
        if path.parent.name != "views" or (ELSEWHERE.search(tree.name(path)) and what not in DESK):
            continue
        for node in callers(path, SENSITIVE[what]):
            name = f"{path.stem}.{node.name}"
            found.add(name)
            said = ast.unparse(node)
            if name not in OF_CHILDREN | AT_ONCE and not re.search(r"fresh=Fresh\.(ACT|SEE|WHEN)", said):
                wrong.append(name)
    assert wrong == []
    assert found >= KNOWN[what], "the walk must find what is known, or it finds nothing"


def test_who_says_when_asks():
    """`Fresh.WHEN` is a promise of the view."""
    said = [path for path in tree.python() if path.parent.name == "views" and "fresh=Fresh.WHEN" in path.read_text()]
    assert said
    for path in said:
        text = path.read_text()
        assert "prove(request)" in text or "answering(request" in text, tree.name(path)
