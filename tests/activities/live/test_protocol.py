"""Messages are closed: whatever is not written down is refused."""

import json

import pytest
from pydantic import ValidationError

from activities.live import protocol as p

GOOD = {"type": "say", "client_id": "c-000001", "text": "你好"}


def test_a_plain_message_is_read():
    assert p.inward.validate_json(json.dumps(GOOD)) == p.Say(client_id="c-000001", text="你好")
    assert p.inward.validate_json('{"type": "here"}') == p.Here()


@pytest.mark.parametrize(
    "bad",
    [
        "", "null", "[]", "7", '"say"', "{", "[" * 500,
        '{"type": "say"}',
        json.dumps(GOOD | {"adult": True}),
        json.dumps(GOOD | {"by": "somebody"}),
        json.dumps(GOOD | {"type": "message_posted"}),
        json.dumps(GOOD | {"type": "unheard_of"}),
        json.dumps(GOOD | {"text": ""}),
        json.dumps(GOOD | {"text": "   "}),
        json.dumps(GOOD | {"text": "字" * 501}),
        json.dumps(GOOD | {"text": "a\x00b"}),
        json.dumps(GOOD | {"text": "a\x1bb"}),
        json.dumps(GOOD | {"text": ["你好"]}),
        json.dumps(GOOD | {"client_id": "x"}),
        json.dumps(GOOD | {"client_id": "'; drop table room; --"}),
        '{"type": "say", "client_id": "c-000001", "text": "\\ud800"}',
        '{"type": "release", "client_id": "c-000001", "message": 0}',
        '{"type": "release", "client_id": "c-000001", "message": 99999999999}',
        '{"type": "release", "client_id": "c-000001", "message": 1.5}',
        '{"type": "expel", "client_id": "c-000001", "who": "nobody"}',
        '{"type": "open_poll", "client_id": "c-000001", "question": "?", "choices": ["one"]}',
        '{"type": "open_poll", "client_id": "c-000001", "question": "?", "choices": ["1","2","3","4","5","6","7"]}',
        '{"type": "open_poll", "client_id": "c-000001", "question": "?", "choices": ["1","2"], "kind": "ranking"}',
        '{"type": "open_poll", "client_id": "c-000001", "question": "?", "choices": ["1","2"], "dots": 6}',
        '{"type": "mark_poll", "client_id": "c-000001", "poll": 2, "marks": [-1]}',
        '{"type": "mark_poll", "client_id": "c-000001", "poll": 2, "marks": [1,1,1,1,1,1,1,1,1,1,1]}',
        json.dumps({"type": "give_word", "client_id": "c-000001", "into": 2, "text": "字" * 31}),
        '{"type": "give_word", "client_id": "c-000001", "into": 2, "text": "two\\nlines"}',
        json.dumps({"type": "put_note", "client_id": "c-000001", "into": 2, "text": "字" * 201}),
        '{"type": "open_board", "client_id": "c-000001", "question": "?", "groups": ["1","2","3","4","5","6","7"]}',
        '{"type": "move_note", "client_id": "c-000001", "message": 3, "group": 7}',
        '{"type": "name_group", "client_id": "c-000001", "into": 2, "group": 0, "text": "?"}',
        '{"type": "set_chat", "client_id": "c-000001", "mode": "loud"}',
    ],
)  # fmt: skip
def test_anything_else_is_refused(bad):  # SEC-34
    with pytest.raises(ValidationError):
        p.inward.validate_json(bad)


def test_commands_cannot_be_changed_once_read():
    with pytest.raises(ValidationError):
        p.Say(client_id="c-000001", text="你好").text = "别的"


def test_every_event_comes_back_from_the_log_as_it_went_in():
    face = p.Face(id="00000000-0000-0000-0000-000000000001", name="风筝", avatar="kite", adult=False)
    event = p.MessageHeld(by=face, text="你好", at="2026-11-23T10:00:00Z", kinds=("phone",))
    assert p.logged.validate_python(event.model_dump(mode="json")) == event
    assert {kind.model_fields["type"].default for kind in p.EVENTS}.isdisjoint(
        {kind.model_fields["type"].default for kind in p.COMMANDS}
    )
