// Who waits at the door, who needs somebody, who rests, and what the adults tell each other.

export function people(painter, room, me) {
  painter.show("[data-door]", room.stage !== "open" && !room.closed);
  painter.show('[data-stage="prepared"]', room.stage === "prepared");
  painter.show('[data-stage="lobby"]', room.stage === "lobby");
  painter.list("waiting", room.waiting, (item, person) => painter.face(item, person, "who"));
  help(painter, room, me);
}

function help(painter, room, me) {
  const mine = room.help.find((person) => person.id === me);
  painter.show('[data-help="no"]', !mine || Boolean(mine.seen));
  painter.show('[data-help="yes"]', Boolean(mine) && !mine.seen);
  painter.show('[data-help="seen"]', Boolean(mine && mine.seen));
  if (mine && mine.seen) painter.text(painter.root, "helper", mine.seen.name);
  const open = room.help.filter((person) => !person.seen);
  painter.list("help", open, (item, person) => painter.face(item, person, "who"));
  painter.show('[data-some="help"]', open.length > 0);
}
