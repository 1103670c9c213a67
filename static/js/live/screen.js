// A screen at the wall: shows each picture the server sends, counts the clock down, and says nothing.

import { Line } from "./socket.js";
import { countDown } from "./turns.js";

const root = document.querySelector("[data-wall]");

class Wall {
  constructor() {
    this.log = { room: null, ahead: 0, resume: () => root.dataset.names };
    this.root = root;
    this.line = new Line(root.dataset, root.querySelector("[name=csrfmiddlewaretoken]").value, this.log,
      (frame) => this.hear(frame), (state) => this.tell(state));
  }

  start() {
    this.line.start();
    window.setInterval(() => countDown(this, this.log), 1000);
  }

  // The server draws; this only puts its drawing in the place of the old one.
  hear(frame) {
    if (frame.type !== "screen") return "old";
    this.log.room = frame.room;
    this.draw();
    return "new";
  }

  async draw() {
    if (this.drawing) { this.again = true; return; }
    this.drawing = true;
    try {
      const answer = await fetch(window.location.href, { headers: { Accept: "text/html" } });
      if (!answer.ok || answer.redirected) { this.off(); return; }
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("[data-wall-shows]");
      if (fresh) root.querySelector("[data-wall-shows]").replaceWith(document.adoptNode(fresh));
      countDown(this, this.log);
    } catch (offline) {
      // The next picture may get through.
    } finally {
      this.drawing = false;
      if (this.again) { this.again = false; this.draw(); }
    }
  }

  tell(state) {
    if (state === "left" || state === "over") this.off();
  }

  off() {
    this.line.end();
    root.querySelectorAll("[data-wall-shows]").forEach((place) => { place.textContent = ""; });
    root.querySelectorAll("[data-wall-off]").forEach((place) => { place.hidden = false; });
  }

  // What `countDown` asks of a painter.
  all(selector) { return Array.from(root.querySelectorAll(selector)); }

  show(selector, shown) { this.all(selector).forEach((element) => { element.hidden = !shown; }); }

  text(item, name, words) {
    const slot = item.querySelector(`[data-slot="${name}"]`);
    if (slot && slot.textContent !== words) slot.textContent = words;
  }
}

if (root && "WebSocket" in window) new Wall().start();
