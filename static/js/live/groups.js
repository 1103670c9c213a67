// Small groups: which one this page is, who is placed where, how many are there, how long it still takes.

import { hour } from "./turns.js";

export function groups(painter, room, log) {
  const all = room.groups;
  painter.show('[data-when="groups"]', !room.closed && all.open);
  painter.show('[data-when="apart"]', !room.closed && room.uncovered && all.open);
  painter.show("[data-writes]", !(room.group && room.text_off));
  painter.all('[data-slot="group-ends"]').forEach((slot) => { slot.textContent = all.ends_at ? hour(all.ends_at) : ""; });
  company(painter, log);
  if (!painter.root.querySelector("[data-groups]")) return;
  const many = all.open ? all.rooms.length : all.planned;
  painter.show('[data-groups-on="no"]', !all.open);
  painter.show('[data-groups-on="yes"]', all.open);
  painter.show("[data-groups-planned]", many > 0);
  painter.all("[data-group]").forEach((place) => {
    const number = Number(place.dataset.group);
    place.hidden = number > many;
    if ("disabled" in place) place.disabled = number > many;
    else group(painter, place, number, all, log);
  });
  const known = log.people.concat(all.placed).filter((person, place, list) => (
    list.findIndex((other) => other.id === person.id) === place));
  painter.list("everybody", known, (item, person) => {
    item.value = person.id;
    if (item.textContent !== person.name) item.textContent = person.name;
  });
  minutes(painter, log);
}

function group(painter, place, number, all, log) {
  const placed = all.placed.filter((person) => person.group === number);
  const room = all.open ? all.rooms[number - 1] : "";
  const inside = log.inside[room] || { adults: 0, children: 0 };
  const words = (mark, said) => { place.querySelector(mark).textContent = said; };
  words("[data-group-adults]", String(inside.adults));
  words("[data-group-children]", String(inside.children));
  place.querySelectorAll("[data-group-words]").forEach((line) => {
    line.hidden = (line.dataset.groupWords === "on") !== (inside.adults >= 2);
  });
  place.querySelector("[data-group-turns]").hidden = all.open || placed.filter((person) => person.adult).length >= 2;
  const way = place.querySelector("[data-group-way]");
  if (room) way.href = `${way.dataset.groupWay}${room}/`;
  painter.list(`group-${number}`, placed, (item, person) => painter.face(item, person, "who"), "placed");
}

function company(painter, log) {
  painter.all("[data-group-with]").forEach((line) => {
    const names = log.people.filter((person) => person.id !== log.me).map((person) => person.name).join(" · ");
    if (line.textContent !== names) line.textContent = names;
    line.parentNode.hidden = !names;
  });
}

// Asked again every second.
export function minutes(painter, log) {
  const ends = log.room && log.room.groups.ends_at;
  if (!ends) return;
  const left = Math.max(0, Math.ceil((Date.parse(ends) - Date.now() - log.ahead) / 60000));
  painter.text(painter.root, "group-left", String(left));
}
