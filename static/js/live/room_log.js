// A room as this page knows it: a picture from the server, and every event after it exactly once.

import { TOGETHER } from "./room_together.js";

const LAST_ASIDES = 50;

function drop(room, id) {
  if (room.piece && room.piece.id === id) room.piece = null;
}

function without(list, id) {
  return list.filter((each) => each.id !== id);
}

const FOLDS = Object.assign({}, TOGETHER, {
  groups_planned(room, event) { room.groups.planned = event.groups; },
  person_placed(room, event) {
    room.groups.placed = without(room.groups.placed, event.who.id);
    room.groups.placed.push(Object.assign({ group: event.group }, event.who));
  },
  person_unplaced(room, event) { room.groups.placed = without(room.groups.placed, event.who); },
  groups_opened(room, event) { Object.assign(room.groups, { rooms: event.rooms, ends_at: event.ends_at, open: true }); },
  groups_extended(room, event) { room.groups.ends_at = event.ends_at; },
  groups_told(room, event) { FOLDS.adults_told(room, event); },
  groups_closed(room) { Object.assign(room.groups, { ends_at: null, open: false }); },
  room_opened(room, event) { room.chat = event.chat; room.agenda = event.agenda; },
  message_posted(room, event) { room.notes.push(note(event, event.seq, "posted")); },
  message_held(room, event) { room.notes.push(note(event, event.seq, event.care ? "care" : "held")); },
  lead_told(room, event) {
    room.with_lead = without(room.with_lead, event.message);
    room.with_lead.push({ id: event.message, who: event.who, at: event.at, now: event.now, own: event.own });
  },
  message_released(room, event) {
    room.notes = without(room.notes, event.message);
    room.notes.push(note(event, event.message, "posted"));
  },
  message_refused(room, event) { room.notes.forEach((each) => { if (each.id === event.message) each.state = "kept"; }); },
  message_removed(room, event) {
    room.notes = without(room.notes, event.message);
    room.screen = room.screen.filter((each) => each !== event.message);
  },
  hand_raised(room, event) { room.hands.push(event.by); },
  hand_lowered(room, event) {
    room.hands = without(room.hands, event.who);
    drop(room, event.who);
  },
  hand_called(room, event) { room.piece = room.hands.find((each) => each.id === event.who) || null; },
  piece_given(room, event) {
    room.piece = event.who;
    if (room.round) room.round = without(room.round, event.who.id);
  },
  piece_passed(room, event) {
    room.hands = without(room.hands, event.who);
    if (room.round) room.round = without(room.round, event.who);
    drop(room, event.who);
  },
  round_started(room) { room.round = []; },
  round_joined(room, event) { room.round.push(event.who); },
  round_ended(room) { room.round = null; },
  steps_set(room, event) {
    room.steps = event.steps;
    room.step = Math.min(room.step, event.steps.length);
  },
  step_moved(room, event) { room.step = event.step; room.timer = event.ends_at; },
  timer_started(room, event) { room.timer = event.ends_at; },
  timer_stopped(room) { room.timer = null; },
  role_given(room, event) { room.roles[event.role] = event.who; },
  role_taken(room, event) { delete room.roles[event.role]; },
  mood_asked(room, event) { room.mood = { id: event.seq, told: [], closed: false, counts: [] }; },
  mood_told(room, event) {
    room.mood.told = without(room.mood.told, event.who.id);
    room.mood.told.push(Object.assign({ feeling: event.text }, event.who));
  },
  mood_closed(room, event) { room.mood.closed = true; room.mood.counts = event.counts; },
  one_paused(room, event) {
    room.resting = without(room.resting, event.who.id);
    room.resting.push(Object.assign({ until: event.until }, event.who));
  },
  one_resumed(room, event) { room.resting = without(room.resting, event.who); },
  message_returned(room, event) {
    room.notes.forEach((each) => {
      if (each.id === event.message) Object.assign(each, { state: "returned", back: { by: event.by, text: event.text } });
    });
  },
  adults_told(room, event) {
    room.aside.push({ id: event.seq, by: event.by, text: event.text, at: event.at });
    room.aside = room.aside.slice(-LAST_ASIDES);
  },
  help_asked(room, event) {
    room.help = without(room.help, event.who.id);
    room.help.push(Object.assign({ at: event.at, seen: null }, event.who));
  },
  help_seen(room, event) { room.help.forEach((each) => { if (each.id === event.who) each.seen = event.by; }); },
  lead_called() {},
  line_corrected(room, event) {
    room.notes.forEach((each) => { if (each.id === event.message) Object.assign(each, { text: event.text, corrected: event.by }); });
  },
  shown_on_screen(room, event) { room.screen.push(event.message); },
  taken_off_screen(room, event) { room.screen = room.screen.filter((each) => each !== event.message); },
  room_paused(room) { room.paused = true; },
  room_resumed(room) { room.paused = false; },
  chat_set(room, event) { room.chat = event.mode; },
  agenda_set(room, event) { room.agenda = event.text; },
  person_expelled(room, event) {
    room.out.push(event.who);
    room.waiting = without(room.waiting, event.who.id);
  },
  person_readmitted(room, event) { room.out = without(room.out, event.who); },
  cover_changed(room, event) { room.uncovered = event.uncovered; room.text_off = event.text_off; },
  doors_opened(room, event) {
    room.stage = event.stage;
    if (event.stage === "open") room.waiting = [];
  },
  child_waits(room, event) { room.waiting.push(Object.assign({ at: event.at }, event.who)); },
  child_left_door(room, event) { room.waiting = without(room.waiting, event.who); },
  child_admitted(room, event) { room.waiting = without(room.waiting, event.who); },
  room_closed(room) { room.closed = true; room.hands = []; room.piece = null; room.round = null; room.timer = null; },
});

function note(event, id, state) {
  const put = { into: event.into || 0, group: 0, minutes: Boolean(event.minutes), corrected: null };
  return Object.assign({ id: id, by: event.by, text: event.text, at: event.at, state: state, kinds: event.kinds || [] }, put);
}

export class RoomLog {
  constructor() {
    this.room = null;
    this.seq = 0;
    this.epoch = 0;
    this.me = "";
    this.people = [];
    this.inside = {}; // how many are in each small room, by its name; for adults
    this.ahead = 0; // how far the clock of the server runs before ours, in milliseconds
  }

  // Takes one frame. Says "new" when the room changed, "old" when it was known, "gap" when something is missing.
  take(frame) {
    if (frame.type === "welcome") return this.begin(frame);
    if (frame.type === "presence") { this.people = frame.people; return "new"; }
    if (frame.type === "groups") { this.inside = frame.here; return "new"; }
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
    if (frame.now) this.ahead = Date.parse(frame.now) - Date.now();
    if (frame.how !== "snapshot") return "old";
    this.room = frame.room;
    this.seq = frame.seq;
    return "new";
  }

  resume() {
    return this.room ? `since=${this.seq}&epoch=${this.epoch}` : "since=0&epoch=0";
  }
}
