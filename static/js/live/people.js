// Who waits at the door, who needs somebody, who rests, and what the adults tell each other.

import { hour } from "./turns.js";

export function people(painter, room, log) {
  const children = log.people.filter((person) => !person.adult);
  painter.list("children", children, (item, person) => {
    item.value = person.id;
    if (item.textContent !== person.name) item.textContent = person.name;
  });
  painter.show("[data-has-children]", children.length > 0);
  painter.show("[data-door]", room.stage !== "open" && !room.closed);
  painter.show('[data-stage="prepared"]', room.stage === "prepared");
  painter.show('[data-stage="lobby"]', room.stage === "lobby");
  painter.list("waiting", room.waiting, (item, person) => painter.face(item, person, "who"));
  help(painter, room, log);
  mood(painter, room.mood, log.me);
  rest(painter, room, log);
  painter.list("aside", room.aside, (item, note) => {
    painter.text(item, "name", note.by.name);
    painter.text(item, "text", note.text);
  });
}

function help(painter, room, log) {
  const mine = room.help.find((person) => person.id === log.me);
  const waits = Boolean(mine) && !mine.seen;
  // In a small group the adults of the main room see it too; there are none at all only while it is uncovered.
  const alone = room.group ? room.uncovered : log.people.length > 0 && !log.people.some((person) => person.adult);
  painter.show('[data-help="no"]', !waits);
  painter.show('[data-help="yes"]', waits && !alone);
  painter.show('[data-help="alone"]', waits && alone);
  painter.show('[data-help="seen"]', Boolean(mine && mine.seen));
  if (mine && mine.seen) painter.text(painter.root, "helper", mine.seen.name);
  const open = room.help.filter((person) => !person.seen);
  painter.list("help", open, (item, person) => painter.face(item, person, "who"));
  painter.show('[data-some="help"]', open.length > 0);
}

function mood(painter, asked, me) {
  painter.show("[data-mood]", Boolean(asked));
  painter.show("[data-mood-new]", !asked || asked.closed);
  if (!asked) return;
  const mine = asked.told.find((person) => person.id === me);
  painter.show("[data-mood-open]", !asked.closed);
  painter.show("[data-mood-closed]", asked.closed);
  painter.show("[data-mood-skipped]", Boolean(mine) && mine.feeling === "skip");
  painter.fill(painter.root, "mood", asked.id);
  painter.all("button[data-feeling]").forEach((button) => {
    button.setAttribute("aria-pressed", String(Boolean(mine) && mine.feeling === button.dataset.feeling));
  });
  painter.list("felt", painter.adult ? asked.told : [], (item, person) => {
    painter.face(item, person, "");
    item.querySelectorAll("[data-felt]").forEach((word) => { word.hidden = word.dataset.felt !== person.feeling; });
  });
  const counts = asked.closed ? ["good", "fair", "bad"].map((id, place) => ({ id: id, count: asked.counts[place] })) : [];
  painter.list("felt-counts", counts, (item, felt) => {
    item.querySelectorAll("[data-felt]").forEach((word) => { word.hidden = word.dataset.felt !== felt.id; });
    painter.text(item, "count", felt.count === null ? painter.root.dataset.saysHidden : String(felt.count));
  });
}

// A rest ends by itself, so this is asked again every second.
export function rest(painter, room, log) {
  const now = Date.now() + log.ahead;
  const resting = room.resting.filter((person) => Date.parse(person.until) > now);
  painter.show('[data-when="resting"]', !room.closed && resting.some((person) => person.id === log.me));
  painter.list("resting", resting, (item, person) => {
    painter.face(item, person, "who");
    painter.text(item, "until", hour(person.until));
  });
  painter.show('[data-some="resting"]', resting.length > 0);
}
