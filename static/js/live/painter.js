// Puts a room into the page: lists keep the elements they have, so that a reader hears only what is new.

import { groups } from "./groups.js";
import { board, words } from "./ideas.js";
import { minutes } from "./minutes.js";
import { people } from "./people.js";
import { poll } from "./poll.js";
import { turns } from "./turns.js";

export class Painter {
  constructor(root) {
    this.root = root;
    this.adult = "adult" in root.dataset;
    this.bare = !root.querySelector('[data-list="notes"]').children.length;
  }

  all(selector) {
    return Array.from(this.root.querySelectorAll(selector));
  }

  show(selector, shown) {
    this.all(selector).forEach((element) => { element.hidden = !shown; });
  }

  status(state) {
    const line = this.root.querySelector("[data-status]");
    line.dataset.status = state;
    line.querySelector("[data-status-words]").textContent = this.root.dataset[`says${state[0].toUpperCase()}${state.slice(1)}`] || "";
    line.querySelector("[data-again]").hidden = state === "on";
  }

  paint(log, waiting) {
    const room = log.room;
    this.banners(room);
    this.root.querySelectorAll('[data-slot="agenda"]').forEach((slot) => { slot.textContent = room.agenda; });
    this.show("[data-agenda]", Boolean(room.agenda));
    this.list("people", log.people, (item, person) => {
      this.face(item, person, "who");
      this.slot(item, "expel", person.id !== log.me);
      this.slot(item, "rest", !person.adult);
    });
    this.list("hands", room.hands, (item, person) => {
      this.face(item, person, "who");
      this.slot(item, "called", Boolean(room.piece) && room.piece.id === person.id);
    });
    this.list("out", room.out, (item, person) => this.face(item, person, "who"));
    this.show('[data-some="out"]', room.out.length > 0);
    const up = room.hands.some((person) => person.id === log.me);
    this.show('[data-hand="down"]', !up);
    this.show('[data-hand="up"]', up);
    poll(this, room);
    turns(this, room, log);
    people(this, room, log);
    groups(this, room, log);
    words(this, room, log.me);
    board(this, room, log.me);
    minutes(this, room, log.me);
    this.notes(room, log.me, waiting);
  }

  banners(room) {
    const free = !room.closed;
    this.show('[data-when="closed"]', room.closed);
    this.show('[data-when="uncovered"]', free && room.uncovered && !(this.adult && room.groups.open));
    this.show('[data-when="paused"]', free && !room.uncovered && room.paused);
    this.show('[data-when="text_off"]', free && !room.uncovered && room.text_off);
    this.show('[data-chat="held"]', room.chat === "held");
    this.show('[data-chat="open"]', room.chat === "open");
    this.show('[data-paused="yes"]', room.paused);
    this.show('[data-paused="no"]', !room.paused);
  }

  notes(room, me, waiting) {
    const kept = room.notes.filter((note) => !note.into && !note.minutes && (!this.adult || note.state === "posted"));
    waiting.forEach((command) => kept.push({ id: command.client_id, text: command.text, state: "waiting", by: null }));
    this.list("notes", kept, (item, note) => {
      item.dataset.state = note.state;
      if (note.by) this.face(item, note.by, "");
      item.classList.toggle("live-note--adult", Boolean(note.by && note.by.adult));
      this.text(item, "text", note.text);
      this.states(item, note);
      this.slot(item, "remove", Boolean(note.by) && (this.adult || note.by.id === me));
      this.fill(item, "message", note.id);
      this.onScreen(item, note, room);
    });
    if (!this.adult) return;
    this.held(room.notes.filter((note) => note.state === "held"), room);
    this.list("lead", room.with_lead, (item, told) => {
      this.face(item, told.who, "");
      this.slot(item, "now", told.now);
      this.slot(item, "own", told.own);
    });
  }

  // Whether everybody sees it at the wall too.
  onScreen(item, note, room) {
    const up = room.screen.indexOf(note.id) >= 0;
    this.slot(item, "on-screen", up);
    this.slot(item, "off-screen", up);
    this.slot(item, "to-screen", !up && note.state === "posted");
  }

  // What became of words that not everybody sees.
  states(item, note) {
    ["held", "kept", "returned", "care", "waiting"].forEach((state) => {
      item.querySelectorAll(`[data-shows="${state}"]`).forEach((line) => { line.hidden = note.state !== state; });
    });
    this.text(item, "back-name", note.back ? note.back.by.name : "");
    this.text(item, "back-text", note.back ? note.back.text : "");
    item.querySelectorAll("[data-shows-kinds]").forEach((line) => { line.hidden = !(note.kinds || []).some((kind) => kind !== "harm"); });
  }

  held(notes, room) {
    this.list("held", notes, (item, note) => {
      this.face(item, note.by, "");
      this.text(item, "text", note.text);
      this.fill(item, "message", note.id);
      this.slot(item, "for-words", Boolean(room.words) && note.into === room.words.id);
      this.slot(item, "for-board", Boolean(room.board) && note.into === room.board.id);
      const kinds = item.querySelector('[data-slot="kinds"]');
      item.classList.toggle("live-held__note--harm", note.kinds.indexOf("harm") >= 0);
      this.slot(item, "for-minutes", note.minutes);
      this.slot(item, "tells", note.kinds.indexOf("harm") >= 0);
      if (kinds.children.length === note.kinds.length) return;
      note.kinds.forEach((kind) => {
        const pattern = document.querySelector(`template[data-kind="${kind}"]`);
        if (pattern) kinds.appendChild(pattern.content.cloneNode(true));
      });
    });
  }

  // Makes a list hold exactly these things, in this order, touching only what differs.
  list(name, things, fill, pattern = name) {
    this.all(`[data-list="${name}"]`).forEach((list) => {
      const known = new Map(Array.from(list.children, (item) => [item.dataset.key, item]));
      things.forEach((thing, place) => {
        const key = String(thing.id);
        const item = known.get(key) || this.make(pattern, key);
        known.delete(key);
        fill(item, thing);
        if (list.children[place] !== item) list.insertBefore(item, list.children[place] || null);
      });
      known.forEach((item) => item.remove());
    });
    this.show(`[data-empty="${name}"]`, things.length === 0);
  }

  make(pattern, key) {
    const item = document.querySelector(`template[data-pattern="${pattern}"]`).content.cloneNode(true).firstElementChild;
    item.dataset.key = key;
    return item;
  }

  face(item, person, field) {
    this.text(item, "name", person.name);
    this.slot(item, "adult", person.adult);
    if (field) this.fill(item, field, person.id);
    const slot = item.querySelector('[data-slot="avatar"]');
    if (!slot || slot.dataset.shown === person.avatar) return;
    const drawing = document.querySelector(`template[data-avatar="${person.avatar}"]`);
    slot.textContent = "";
    if (drawing) slot.appendChild(drawing.content.cloneNode(true));
    slot.dataset.shown = person.avatar;
  }

  fill(item, name, value) {
    item.querySelectorAll(`input[name="${name}"]`).forEach((input) => { input.value = value; });
  }

  text(item, name, words) {
    const slot = item.querySelector(`[data-slot="${name}"]`);
    if (slot && slot.textContent !== words) slot.textContent = words;
  }

  // The same words in several places, such as the name of a thing in each of its buttons.
  labels(item, words) {
    item.querySelectorAll("[data-label]").forEach((slot) => { slot.textContent = words; });
  }

  slot(item, name, shown) {
    const slot = item.querySelector(`[data-slot="${name}"]`);
    if (slot) slot.hidden = !shown;
  }

  told(words, command) {
    const own = command && this.root.querySelector(`[data-told-by="${command.type}"]`);
    const line = own || this.root.querySelector("[data-told]");
    if (line) line.textContent = words;
  }

  sent(command) {
    this.told(this.root.dataset.saysSent, command);
  }

  refused(words, command) {
    this.told(words, command);
    const box = this.root.querySelector("[data-text]");
    if (command && command.type === "say" && box && !box.value) box.value = command.text; // nothing typed is lost
  }

  thank(heard) {
    const card = this.root.querySelector("[data-thanks]");
    if (!card) return;
    this.show("[data-heard]", heard);
    this.show("[data-unheard]", !heard);
    card.hidden = false;
    card.focus();
  }
}
