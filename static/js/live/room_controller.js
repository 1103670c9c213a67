// Shows the room and sends what people do. All words stand in the page; the script writes none.

import { Line } from "./socket.js";
import { RoomLog } from "./room_log.js";
import { Painter } from "./painter.js";
import { minutes } from "./groups.js";
import { rest } from "./people.js";
import { countDown } from "./turns.js";

const NUMBERS = ["message", "poll", "choice", "step", "minutes", "mood", "group", "how_many", "into", "dots", "word"];
const LISTS = ["choices", "groups"];
const SAID = ["say", "give_word", "put_note", "name_group", "write_down"];
const CLEARED = [
  "tell_adults", "call_lead", "return", "tell_groups", "give_word", "put_note", "name_group", "open_words", "open_board",
  "ask_dots", "write_down",
];
const DRAFT = "live-draft"; // words that were being written when the page moved to another room

function mark() {
  const bytes = window.crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export class RoomController {
  constructor(root) {
    this.root = root;
    this.log = new RoomLog();
    this.painter = new Painter(root);
    this.forms = new Map(); // by client_id: forms to be emptied once their words have arrived
    this.pending = new Map(); // by client_id: what was not answered yet, sent again after every new line
    this.last = new WeakMap(); // by form: what it sent last
    this.line = new Line(root.dataset, root.querySelector("[name=csrfmiddlewaretoken]").value, this.log,
      (frame) => this.hear(frame), (state) => this.tell(state));
  }

  start() {
    document.addEventListener("submit", (event) => this.submit(event));
    this.line.start();
    this.unpack();
    window.setInterval(() => {
      countDown(this.painter, this.log);
      minutes(this.painter, this.log);
      if (this.log.room) rest(this.painter, this.log.room, this.log);
    }, 1000);
  }

  submit(event) {
    const form = event.target;
    if (form.dataset && "leaves" in form.dataset) this.leaving = true; // the next page says what to say
    if (!form.dataset || !form.dataset.command) return;
    event.preventDefault();
    const command = this.read(form, event.submitter);
    if (command.type === "say" && !command.text.trim()) return;
    if (this.underWay(form, command)) return; // a second tap while the first is on its way is the same act
    this.pending.set(command.client_id, command);
    this.last.set(form, command);
    if (CLEARED.indexOf(command.type) >= 0) this.forms.set(command.client_id, form);
    this.line.send(command);
    if (command.type === "say" || command.type === "open_poll") form.reset();
    this.paint();
  }

  underWay(form, command) {
    const before = this.last.get(form);
    if (!before) return false;
    const same = JSON.stringify(Object.assign({}, before, { client_id: "" })) ===
      JSON.stringify(Object.assign({}, command, { client_id: "" }));
    return same && this.pending.has(before.client_id);
  }

  unchanged(form, command) {
    const now = this.read(form);
    return ["text", "question"].every((name) => (now[name] || "") === (command[name] || ""));
  }

  read(form, pressed) {
    const command = { type: form.dataset.command, client_id: mark() };
    const fields = Array.from(new FormData(form).entries());
    const button = pressed || document.activeElement;
    if (button && button.name && button.form === form) fields.push([button.name, button.value]);
    fields.forEach(([name, value]) => {
      if (name === "csrfmiddlewaretoken" || name === "client_id" || name === "type") return;
      if (name === "marks") {
        command.marks = value.split(" ").filter(Boolean).map(Number); // a whole set; none is a set too
        return;
      }
      if (value === "" && name !== "text") return;
      if (LISTS.indexOf(name) >= 0) {
        if (value.trim()) (command[name] = command[name] || []).push(value);
      } else command[name] = NUMBERS.indexOf(name) >= 0 ? Number(value) : value;
    });
    return command;
  }

  hear(frame) {
    if (frame.type === "accepted" || frame.type === "refused") this.answered(frame);
    const news = this.log.take(frame);
    if (frame.type === "welcome") this.pending.forEach((command) => this.line.send(command));
    if (news === "new" || frame.type === "accepted" || frame.type === "refused") this.paint();
    return news;
  }

  answered(frame) {
    const command = this.pending.get(frame.client_id);
    const form = this.forms.get(frame.client_id);
    this.pending.delete(frame.client_id);
    this.forms.delete(frame.client_id);
    // What is refused stays in its box, and so does what was typed meanwhile.
    if (form && frame.type === "accepted" && this.unchanged(form, command)) form.reset();
    if (frame.type === "refused") {
      this.painter.refused(frame.words, command);
      if (frame.code === "unheard") this.painter.thank(false);
    } else if (command && SAID.indexOf(command.type) >= 0) {
      this.painter.sent(command);
      if ((frame.kinds || []).indexOf("harm") >= 0) this.painter.thank(true);
    }
  }

  // Into the small group or back: the server knows which room it is, and nothing typed is lost on the way.
  move() {
    const box = this.root.querySelector("[data-text]");
    try {
      if (box && box.value.trim()) window.sessionStorage.setItem(DRAFT, box.value);
    } catch (full) {
      // Then the words stay behind; moving is more important.
    }
    window.location.replace(`${this.root.dataset.page}?moved=1`);
  }

  unpack() {
    const box = this.root.querySelector("[data-text]");
    try {
      const draft = window.sessionStorage.getItem(DRAFT);
      window.sessionStorage.removeItem(DRAFT);
      if (draft && box && !box.value) box.value = draft;
    } catch (blocked) {
      // A browser that keeps nothing has nothing to unpack.
    }
  }

  tell(state) {
    if (state === "moved") {
      this.move();
      return;
    }
    this.painter.status(state);
    if (state === "left" && !this.leaving) window.location.replace(this.root.dataset.away);
  }

  paint() {
    if (this.painting || !this.log.room) return;
    this.painting = window.requestAnimationFrame(() => {
      this.painting = null;
      const waiting = Array.from(this.pending.values()).filter((command) => command.type === "say");
      this.painter.paint(this.log, waiting);
    });
  }
}
