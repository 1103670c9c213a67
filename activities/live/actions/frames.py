"""What the server says besides the events of the log."""

import json
from datetime import datetime
from uuid import UUID

from activities.live import log
from activities.live.actions.presence import Entrance
from activities.live.actions.turn import Outcome
from activities.live.protocol import Face, picture, screen
from activities.live.room import NOBODY, Member, Room, readable

BEAT = '{"type":"beat"}'


def _text(**frame) -> str:
    return json.dumps(frame, ensure_ascii=False, separators=(",", ":"))


def of(entrance: Entrance) -> list[str]:
    """What somebody is told who comes in: which way they were brought level, and that."""
    you, seq, epoch = str(entrance.face.id), entrance.seq, entrance.epoch
    now = entrance.at and entrance.at.isoformat()
    if entrance.room is not None:
        return [_snapshot(entrance.room, Member(entrance.face), epoch, now)]
    told, owed = [], 0
    for news in entrance.tail:
        if readable(news.audience, news.to, entrance.face.id, entrance.face.adult):
            if owed:
                told.append(passed(owed))
            told.append(news.text)
            owed = 0
        else:
            owed = news.seq
    if owed:
        told.append(passed(owed))
    return [_text(type="welcome", how="tail", you=you, epoch=epoch, seq=seq, now=now), *told]


def anew(state: Room, person: UUID, *, adult: bool, epoch: int, at: datetime) -> str:
    """The whole room once more, for a line that is open."""
    reader = Member(Face(id=person, name="", avatar="", adult=adult))
    return _snapshot(state, reader, epoch, at.isoformat())


def _snapshot(state: Room, reader: Member, epoch: int, now: str | None) -> str:
    seen, you = picture(state.seen_by(reader)), str(reader.id)
    return _text(type="welcome", how="snapshot", you=you, epoch=epoch, seq=state.seq, now=now, room=seen)


def passed(seq: int) -> str:
    return f'{{"type":"passed","seq":{seq}}}'


def accepted(client_id: str, outcome: Outcome) -> str:
    return _text(type="accepted", client_id=client_id, seq=outcome.seq, held=outcome.held, kinds=list(outcome.kinds))


def refused(client_id: str | None, code: str, words: str) -> str:
    return _text(type="refused", client_id=client_id, code=code, words=words)


def groups(here: dict) -> str:
    """How many are in each small room: for adults, who look after those with too few of them."""
    return _text(type="groups", here={str(room): {"adults": a, "children": c} for room, (a, c) in here.items()})


def wall(room: UUID, *, names: bool) -> str:
    """What a screen at the wall shows now."""
    return _text(type="screen", room=screen(log.current(room).seen_by(NOBODY), names=names))


def presence(faces) -> str:
    return _text(type="presence", people=[face.model_dump(mode="json") for face in faces])
