// A room as this page knows it: a picture from the server, and every event after it exactly once.

function without(list, id) {
  return list.filter((each) => each.id !== id);
}

const FOLDS = {
  room_opened(room, event) { room.chat = event.chat; room.agenda = event.agenda; },
  message_posted(room, event) { room.notes.push(note(event, event.seq, "posted")); },
  message_held(room, event) { room.notes.push(note(event, event.seq, event.care ? "care" : "held")); },
  lead_told(room, event) {
    room.with_lead = without(room.with_lead, event.message);
    room.with_lead.push({ id: event.message, who: event.who, at: event.at, now: event.now });
  },
  message_released(room, event) {
    room.notes = without(room.notes, event.message);
    room.notes.push(note(event, event.message, "posted"));
  },
  message_refused(room, event) { room.notes.forEach((each) => { if (each.id === event.message) each.state = "kept"; }); },
  message_removed(room, event) { room.notes = without(room.notes, event.message); },
  hand_raised(room, event) { room.hands.push(event.by); },
  hand_lowered(room, event) {
    room.hands = without(room.hands, event.who);
    if (room.called === event.who) room.called = null;
  },
  hand_called(room, event) { room.called = event.who; },
  poll_opened(room, event) {
    room.poll = { id: event.seq, question: event.question, choices: event.choices, mine: null, closed: false, counts: [] };
  },
  poll_answered(room, event) { room.poll.mine = event.choice; },
  poll_closed(room, event) { room.poll.closed = true; room.poll.counts = event.counts; },
  room_paused(room) { room.paused = true; },
  room_resumed(room) { room.paused = false; },
  chat_set(room, event) { room.chat = event.mode; },
  agenda_set(room, event) { room.agenda = event.text; },
  person_expelled(room, event) { room.out.push(event.who); },
  person_readmitted(room, event) { room.out = without(room.out, event.who); },
  cover_changed(room, event) { room.uncovered = event.uncovered; room.text_off = event.text_off; },
  room_closed(room) { room.closed = true; room.hands = []; room.called = null; },
};

function note(event, id, state) {
  return { id: id, by: event.by, text: event.text, at: event.at, state: state, kinds: event.kinds || [] };
}

export class RoomLog {
  constructor() {
    this.room = null;
    this.seq = 0;
    this.epoch = 0;
    this.me = "";
    this.people = [];
  }

  // Takes one frame. Says "new" when the room changed, "old" when it was known, "gap" when something is missing.
  take(frame) {
    if (frame.type === "welcome") return this.begin(frame);
    if (frame.type === "presence") { this.people = frame.people; return "new"; }
    if (frame.type === "passed") { this.seq = Math.max(this.seq, frame.seq); return "old"; }
    if (!FOLDS[frame.type]) return "old";
    if (frame.seq <= this.seq) return "old";
    if (!this.room || frame.seq !== this.seq + 1) return "gap";
    FOLDS[frame.type](this.room, frame);
    this.seq = frame.seq;
    return "new";
  }

  begin(frame) {
    this.me = frame.you;
    this.epoch = frame.epoch;
    if (frame.how !== "snapshot") return "old";
    this.room = frame.room;
    this.seq = frame.seq;
    return "new";
  }

  resume() {
    return this.room ? `since=${this.seq}&epoch=${this.epoch}` : "since=0&epoch=0";
  }
}
