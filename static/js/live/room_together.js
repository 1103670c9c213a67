// Folding what a group asks itself and thinks up: questions, words collected, notes on a board.

function change(room, id, what) {
  room.notes.forEach((each) => { if (each.id === id) Object.assign(each, what); });
}

export const TOGETHER = {
  poll_opened(room, event) {
    room.poll = {
      id: event.seq, question: event.question, choices: event.choices, kind: event.kind, dots: event.dots, live: event.live,
      notes: event.notes, mine: [], closed: false, counts: [],
    };
  },
  poll_answered(room, event) { room.poll.mine = [event.choice]; },
  poll_marked(room, event) { room.poll.mine = event.marks; },
  poll_counted(room, event) { room.poll.counts = event.counts; },
  poll_closed(room, event) { room.poll.closed = true; room.poll.counts = event.counts; },
  words_asked(room, event) { room.words = { id: event.seq, question: event.question, shown: [], closed: false }; },
  word_given(room, event) {
    const said = { id: event.seq, by: event.by, text: event.text, at: event.at, state: "given", kinds: [] };
    room.notes.push(Object.assign(said, { into: event.into, group: 0 }));
  },
  word_passed(room, event) { change(room, event.message, { state: "given", kinds: [] }); },
  word_shown(room, event) { room.words.shown.push({ id: event.seq, text: event.text }); },
  word_hidden(room, event) { room.words.shown = room.words.shown.filter((word) => word.id !== event.word); },
  words_closed(room) { room.words.closed = true; },
  board_opened(room, event) {
    room.board = { id: event.seq, question: event.question, groups: event.groups.slice(), closed: false };
  },
  note_moved(room, event) { change(room, event.message, { group: event.group }); },
  group_named(room, event) { room.board.groups[event.group - 1] = event.text; },
  board_closed(room) { room.board.closed = true; },
};
