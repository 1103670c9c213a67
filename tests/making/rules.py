"""Rooms as plain rules, for tests: four people, a log without a database, one of every command."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from activities.live import protocol as p
from activities.live.protocol import Face
from activities.live.room import FAR, Circumstances, Cover, Member, Refused, Room, Sent, apply, decide

AT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
ENOUGH = Cover(adults=2, children=10)
ID = "client-0001"
FRESH = tuple(UUID(int=number) for number in range(1001, 1007))


def member(number: int, *, adult=False) -> Member:
    return Member(Face(id=UUID(int=number), name=f"檐{number}", avatar="kite", adult=adult))


KITE, BELL, MING, NING = member(1), member(2), member(3, adult=True), member(4, adult=True)
EVERYBODY = (KITE, BELL, MING, NING)


class Log:
    """A room and everything that was sent in it."""

    def __init__(self, **opened):
        self.room, self.sent = Room(), []
        self.add([p.RoomOpened(**({"chat": "held"} | opened))])

    def add(self, events):
        for each in events:
            self.sent.append(each if isinstance(each, Sent) else Sent(each))
            self.room = apply(self.room, self.room.seq + 1, self.sent[-1].event)
        return self.sent[-1] if self.sent else None

    def do(self, who, command, *, cover=ENOUGH, kinds=(), target=None, present=(), harm=FAR, at=AT):
        now = Circumstances(at, cover, kinds, target, present, FRESH, harm)
        events = decide(self.room, who, command, now)
        self.add(events)
        return events

    def seen_by(self, who, since=0, start=None):
        room = start or Room().seen_by(who)
        for seq, sent in enumerate(self.sent[since:], since + 1):
            room = apply(room, seq, sent.event if sent.readable_by(who) else None)
        return room


def say(text="我们走北门吧"):
    return p.Say(client_id=ID, text=text)


def refusal(log, who, command, **now) -> str:
    before = log.room
    with pytest.raises(Refused) as caught:
        log.do(who, command, **now)
    assert log.room is before
    return caught.value.code


def busy() -> Log:
    """Something of everything: a held message 2, a posted one 3, a hand, an open poll 5, steps, a check-in 7, a
    collection 9 with one word that all see (given as 10, shown as 12), a board 13 with two notes, 14 and 15; two small
    groups, planned; a line of the minutes 18."""
    log = Log()
    log.do(KITE, say())
    log.do(MING, say("大家好"))
    log.do(BELL, p.RaiseHand(client_id=ID))
    log.do(MING, p.OpenPoll(client_id=ID, question="走哪边？", choices=("北", "南")))
    log.do(MING, p.SetSteps(client_id=ID, text="10 认识彼此\n画地图"))
    log.do(MING, p.AskMood(client_id=ID))
    log.do(BELL, p.NeedHelp(client_id=ID))
    log.do(MING, p.OpenWords(client_id=ID, question="学校在你心里是什么？"))
    log.do(BELL, p.GiveWord(client_id=ID, into=9, text="操场"))
    log.do(MING, p.Release(client_id=ID, message=10))
    log.do(MING, p.OpenBoard(client_id=ID, question="怎么让课间更好？", groups=("玩", "安静")))
    for who, text in ((MING, "修好台阶"), (NING, "多几棵树")):
        log.do(who, p.PutNote(client_id=ID, into=13, text=text))
    log.do(MING, p.PlanGroups(client_id=ID, how_many=2, how="hand"))
    log.do(MING, p.PlaceInGroup(client_id=ID, who=BELL.id, group=1), target=BELL.face)
    log.do(MING, p.WriteDown(client_id=ID, text="大家想走北门"))
    return log


COMMANDS = {
    p.Say: say(),
    p.RaiseHand: p.RaiseHand(client_id=ID),
    p.LowerHand: p.LowerHand(client_id=ID, who=BELL.id),
    p.CallOn: p.CallOn(client_id=ID, who=BELL.id),
    p.AnswerPoll: p.AnswerPoll(client_id=ID, poll=5, choice=1),
    p.OpenPoll: p.OpenPoll(client_id=ID, question="几点？", choices=("三点", "四点")),
    p.MarkPoll: p.MarkPoll(client_id=ID, poll=5, marks=(1,)),
    p.ClosePoll: p.ClosePoll(client_id=ID, poll=5),
    p.Release: p.Release(client_id=ID, message=2),
    p.Refuse: p.Refuse(client_id=ID, message=2),
    p.Remove: p.Remove(client_id=ID, message=3),
    p.Pause: p.Pause(client_id=ID),
    p.Resume: p.Resume(client_id=ID),
    p.SetChat: p.SetChat(client_id=ID, mode="open"),
    p.SetAgenda: p.SetAgenda(client_id=ID, text="先走路，再画图"),
    p.Expel: p.Expel(client_id=ID, who=BELL.id),
    p.Readmit: p.Readmit(client_id=ID, who=BELL.id),
    p.OpenDoors: p.OpenDoors(client_id=ID, stage="lobby"),
    p.Admit: p.Admit(client_id=ID),
    p.SetSteps: p.SetSteps(client_id=ID, text="5 坐好"),
    p.GoStep: p.GoStep(client_id=ID, step=1),
    p.StartTimer: p.StartTimer(client_id=ID, minutes=5),
    p.StopTimer: p.StopTimer(client_id=ID),
    p.GiveRole: p.GiveRole(client_id=ID, role="note_taker", who=BELL.id),
    p.TakeRole: p.TakeRole(client_id=ID, role="chair"),
    p.PassPiece: p.PassPiece(client_id=ID),
    p.StartRound: p.StartRound(client_id=ID),
    p.EndRound: p.EndRound(client_id=ID),
    p.AskMood: p.AskMood(client_id=ID),
    p.TellMood: p.TellMood(client_id=ID, mood=7, feeling="fair"),
    p.CloseMood: p.CloseMood(client_id=ID, mood=7),
    p.PauseOne: p.PauseOne(client_id=ID, who=BELL.id, minutes=5),
    p.ResumeOne: p.ResumeOne(client_id=ID, who=BELL.id),
    p.Return: p.Return(client_id=ID, message=2, text="换个说法好吗？"),
    p.TellAdults: p.TellAdults(client_id=ID, text="我看着后面那组"),
    p.NeedHelp: p.NeedHelp(client_id=ID),
    p.AnswerHelp: p.AnswerHelp(client_id=ID, who=BELL.id),
    p.CallLead: p.CallLead(client_id=ID, who=BELL.id, text="我有点担心"),
    p.PlanGroups: p.PlanGroups(client_id=ID, how_many=3, how="hand"),
    p.PlaceInGroup: p.PlaceInGroup(client_id=ID, who=BELL.id, group=2),
    p.OpenGroups: p.OpenGroups(client_id=ID, minutes=10),
    p.ExtendGroups: p.ExtendGroups(client_id=ID, minutes=5),
    p.TellGroups: p.TellGroups(client_id=ID, text="还有五分钟"),
    p.BringBack: p.BringBack(client_id=ID),
    p.OpenWords: p.OpenWords(client_id=ID, question="家在你心里是什么？"),
    p.GiveWord: p.GiveWord(client_id=ID, into=9, text="大树"),
    p.HideWord: p.HideWord(client_id=ID, word=12),
    p.CloseWords: p.CloseWords(client_id=ID, into=9),
    p.OpenBoard: p.OpenBoard(client_id=ID, question="周末去哪儿？"),
    p.PutNote: p.PutNote(client_id=ID, into=13, text="铺软垫"),
    p.MoveNote: p.MoveNote(client_id=ID, message=14, group=1),
    p.NameGroup: p.NameGroup(client_id=ID, into=13, group=3, text="动手"),
    p.CloseBoard: p.CloseBoard(client_id=ID, into=13),
    p.AskDots: p.AskDots(client_id=ID, into=13, question="先做哪个？"),
    p.WriteDown: p.WriteDown(client_id=ID, text="台阶太高"),
    p.CorrectLine: p.CorrectLine(client_id=ID, message=18, text="大家想从北门走"),
    p.PutOnScreen: p.PutOnScreen(client_id=ID, message=3),
    p.TakeOffScreen: p.TakeOffScreen(client_id=ID, message=3),
    p.CloseRoom: p.CloseRoom(client_id=ID),
}
