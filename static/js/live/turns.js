// What we do today, the clock, who has which role, and whose turn it is.

const SAID = [[0, "timeOver"], [60, "minute"], [300, "minutes"]]; // seconds left at which the clock speaks

export function turns(painter, room, log) {
  const own = (role) => painter.adult || Boolean(room.roles[role] && room.roles[role].id === log.me);
  const steps = room.steps.map((step, place) => Object.assign({ id: place + 1 }, step));
  painter.show("[data-steps]", steps.length > 0 || Boolean(room.timer) || own("time_keeper"));
  painter.list("steps", steps, (item, step) => {
    painter.text(item, "what", step.what);
    painter.text(item, "minutes", String(step.minutes));
    painter.slot(item, "has-minutes", step.minutes > 0);
    painter.slot(item, "now", step.id === room.step);
    if (step.id === room.step) item.setAttribute("aria-current", "step");
    else item.removeAttribute("aria-current");
  });
  to(painter, "back", room.step > 0, room.step - 1);
  to(painter, "next", room.step < steps.length, room.step + 1);
  roles(painter, room, log.me);
  turn(painter, room, log.me);
  ["chair", "time_keeper", "note_taker"].forEach((role) => painter.show(`[data-tool="${role}"]`, own(role)));
  countDown(painter, log);
}

function to(painter, way, shown, step) {
  painter.show(`[data-step-to="${way}"]`, shown);
  painter.all(`[data-step-to="${way}"]`).forEach((place) => painter.fill(place, "step", step));
}

function roles(painter, room, me) {
  painter.all("[data-role]").forEach((place) => {
    const who = room.roles[place.dataset.role];
    place.hidden = !who;
    painter.text(place, "name", who ? who.name : "");
    painter.slot(place, "leave", Boolean(who) && who.id === me);
  });
}

function turn(painter, room, me) {
  painter.show("[data-piece]", Boolean(room.piece));
  if (room.piece) painter.text(painter.root, "holder", room.piece.name);
  painter.all("[data-piece-back]").forEach((place) => painter.fill(place, "who", room.piece ? room.piece.id : ""));
  const still = room.round || [];
  painter.show("[data-round]", Boolean(room.round));
  painter.show('[data-round-on="yes"]', Boolean(room.round));
  painter.show('[data-round-on="no"]', !room.round);
  painter.list("round", still, (item, person) => painter.face(item, person, "who"));
  painter.show("[data-pass]", Boolean(room.piece && room.piece.id === me) || still.some((person) => person.id === me));
}

// Called every second: the page counts down by itself towards the moment that all pages share.
export function countDown(painter, log) {
  const ends = log.room && log.room.timer;
  painter.show("[data-timer]", Boolean(ends));
  painter.show("[data-timer-on]", Boolean(ends));
  if (!ends) return;
  const left = Math.max(0, Math.ceil((Date.parse(ends) - Date.now() - log.ahead) / 1000));
  painter.text(painter.root, "clock", `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`);
  painter.text(painter.root, "ends", hour(ends));
  const due = SAID.find(([seconds]) => left <= seconds);
  const mark = due ? `${ends} ${due[1]}` : "";
  if (due && painter.said !== mark) {
    painter.said = mark;
    painter.all("[data-timer-says]").forEach((line) => { line.textContent = painter.root.dataset[`says${due[1][0].toUpperCase()}${due[1].slice(1)}`] || ""; });
  }
}

export function hour(moment) {
  const when = new Date(moment);
  return `${String(when.getHours()).padStart(2, "0")}:${String(when.getMinutes()).padStart(2, "0")}`;
}
