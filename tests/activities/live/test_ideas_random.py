"""Random collections, boards and votes: each reader has the right picture, and no child reads whose word it is."""

from hypothesis import given, settings
from hypothesis import strategies as st

from activities.live import protocol as p
from activities.live.room import FAR, Cover, Refused
from activities.live.room.ideas import NOTES_EACH, WORDS_EACH, same
from tests.making.rules import ENOUGH, EVERYBODY, ID, KITE, MING, Log

WORDS, BOARD, POLL = 2, 3, 4
numbers = st.integers(2, 40)
texts = st.sampled_from(["大树", "大 树！", "操场", "午饭", "同桌"])
into = st.sampled_from([WORDS, BOARD, 7])
steps = st.tuples(
    st.sampled_from(EVERYBODY),
    st.one_of(
        st.builds(p.GiveWord, client_id=st.just(ID), into=st.just(WORDS), text=texts),
        st.builds(p.PutNote, client_id=st.just(ID), into=st.just(BOARD), text=texts),
        st.builds(p.MarkPoll, client_id=st.just(ID), poll=st.just(POLL), marks=st.sampled_from([(), (0,), (0, 1)])),
        *[st.builds(kind, client_id=st.just(ID), message=numbers) for kind in (p.Release, p.Refuse, p.Remove)],
        st.builds(p.Return, client_id=st.just(ID), message=numbers, text=st.just("换个说法吧")),
        st.builds(p.HideWord, client_id=st.just(ID), word=numbers),
        st.builds(p.MoveNote, client_id=st.just(ID), message=numbers, group=st.integers(0, 3)),
        st.builds(p.NameGroup, client_id=st.just(ID), into=into, group=st.integers(1, 3), text=texts),
        *[st.builds(kind, client_id=st.just(ID), into=into) for kind in (p.CloseWords, p.CloseBoard)],
        st.builds(p.OpenWords, client_id=st.just(ID), question=st.just("还有呢？")),
        st.builds(p.OpenBoard, client_id=st.just(ID), question=st.just("还有呢？"), groups=st.just(("玩",))),
        st.builds(p.AskDots, client_id=st.just(ID), into=into, question=st.just("哪个？"), live=st.booleans()),
        st.builds(p.ClosePoll, client_id=st.just(ID), poll=numbers),
        st.builds(p.SetChat, client_id=st.just(ID), mode=st.sampled_from(["held", "open"])),
    ),
    st.sampled_from([((), FAR)] * 3 + [(("phone",), FAR), (("harm",), FAR), (("harm",), 1)]),
    st.sampled_from([ENOUGH, ENOUGH, ENOUGH, Cover(1, 3), Cover(2, 31)]),
)


def opened() -> Log:
    log = Log(chat="open")
    log.do(MING, p.OpenWords(client_id=ID, question="学校在你心里是什么？"))
    log.do(MING, p.OpenBoard(client_id=ID, question="怎么让课间更好？", groups=("玩", "安静")))
    log.do(MING, p.OpenPoll(client_id=ID, question="？", choices=("北", "南"), kind="several", live=True))
    log.do(MING, p.GiveRole(client_id=ID, role="chair", who=KITE.id), target=KITE.face)
    return log


@settings(max_examples=400, deadline=None)
@given(st.lists(steps, max_size=40), st.integers(0, 40))
def test_a_snapshot_and_what_followed_equal_a_fresh_snapshot(script, cut):
    log = opened()
    snapshots = {}
    for number, (who, command, (kinds, harm), cover) in enumerate(script):
        if number == cut:
            snapshots = {each: (log.room.seq, log.room.seen_by(each)) for each in EVERYBODY}
        try:
            log.do(who, command, kinds=kinds, cover=cover, harm=harm)
        except Refused:
            continue
    for who in EVERYBODY:
        fresh = log.room.seen_by(who)
        assert log.seen_by(who) == fresh
        seq, then = snapshots.get(who, (0, None))
        assert log.seen_by(who, since=seq, start=then) == fresh
        if not who.adult:
            assert all(note.state == "posted" or note.by.id == who.id for note in fresh.notes.values())
    words, notes = log.room.words, log.room.notes.values()
    given_now = [note for note in notes if note.into == words.id and note.state == "given"]
    assert sorted(map(same, words.shown.values())) == sorted({same(note.text) for note in given_now})
    for child in (each for each in EVERYBODY if not each.adult):
        own = [note for note in notes if note.by.id == child.id and note.into]
        for state in ("given", "held"):
            assert sum(note.state == state and note.into == words.id for note in own) <= WORDS_EACH
        assert sum(note.state == "posted" and note.into == BOARD for note in own) <= NOTES_EACH
        # Words of others come to a child without any sign of who they are.
        heard = [sent.event for sent in log.sent if sent.readable_by(child) and sent.event.type.startswith("word")]
        others = {str(each.id) for each in EVERYBODY if each.id != child.id}
        assert not any(other in event.model_dump_json() for other in others for event in heard)
