// Words that are collected, and notes on a board with their groups.

const WORDS_EACH = 3;
const NOTES_EACH = 5;
const MOST_GROUPS = 6;
const COUNTED = ["held", "given", "kept", "care", "posted"];

function inside(room, place) {
  return place ? room.notes.filter((note) => note.into === place.id) : [];
}

function used(notes, me) {
  return notes.filter((note) => note.by.id === me && COUNTED.indexOf(note.state) >= 0).length;
}

function own(painter, name, notes) {
  painter.show(`[data-some="${name}"]`, notes.length > 0);
  painter.list(name, notes, (item, note) => {
    item.dataset.state = note.state;
    painter.text(item, "text", note.text);
    painter.states(item, note);
    painter.fill(item, "message", note.id);
  }, "own");
}

export function words(painter, room, me) {
  const asked = room.words;
  painter.show("[data-words]", Boolean(asked));
  painter.show("[data-words-new]", !asked || asked.closed);
  if (!asked) return;
  const given = inside(room, asked);
  const left = WORDS_EACH - used(given, me);
  painter.text(painter.root, "words-question", asked.question);
  painter.show("[data-words-on]", !asked.closed);
  painter.show("[data-words-open]", !asked.closed && left > 0);
  painter.show("[data-words-full]", !asked.closed && left <= 0);
  painter.show("[data-words-closed]", asked.closed);
  painter.all("[data-words], [data-words-open]").forEach((place) => painter.fill(place, "into", asked.id));
  painter.list("words", asked.shown.filter((word) => word.text), (item, word) => {
    painter.text(item, "text", word.text);
    painter.fill(item, "word", word.id);
  });
  if (!painter.adult) own(painter, "my-words", given.filter((note) => note.by.id === me));
  painter.list("given", painter.adult ? given.filter((note) => note.state === "given" && note.text) : [], (item, note) => {
    painter.text(item, "text", note.text);
    painter.text(item, "name", note.by.name);
  });
}

export function board(painter, room, me) {
  const put = room.board;
  painter.show("[data-board]", Boolean(put));
  painter.show("[data-board-new]", !put || put.closed);
  if (!put) return;
  const notes = inside(room, put);
  const chair = Boolean(room.roles.chair && room.roles.chair.id === me);
  const names = painter.adult || (chair && room.chat === "open");
  painter.text(painter.root, "board-question", put.question);
  painter.show("[data-board-on]", !put.closed);
  painter.show("[data-board-open]", !put.closed && (painter.adult || used(notes, me) < NOTES_EACH));
  painter.show("[data-board-closed]", put.closed);
  if (!painter.adult) own(painter, "my-notes", notes.filter((note) => note.by.id === me && note.state !== "posted"));
  const groups = put.groups.map((name, place) => ({ id: place + 1, name: name }));
  painter.list("columns", groups, (item, group) => {
    painter.text(item, "number", String(group.id));
    painter.text(item, "name", group.name);
    painter.labels(item.querySelector("summary"), group.name);
    painter.fill(item, "group", group.id);
    item.querySelector("[data-column-list]").dataset.list = `ideas-${group.id}`;
  });
  const posted = notes.filter((note) => note.state === "posted" && note.text);
  [{ id: 0 }].concat(groups).forEach((group) => {
    ideas(painter, `ideas-${group.id}`, posted.filter((note) => note.group === group.id), room, me);
  });
  sort(painter, groups, posted);
  painter.all("[data-board]").forEach((place) => painter.fill(place, "into", put.id));
  painter.show("[data-names]", names);
  painter.show("[data-next-group]", names && groups.length < MOST_GROUPS);
  painter.all("[data-next-group]").forEach((place) => painter.fill(place, "group", groups.length + 1));
  painter.show('.live-board [data-tool="chair"]', painter.adult || chair);
}

function ideas(painter, name, notes, room, me) {
  painter.show(`[data-some="${name}"]`, notes.length > 0);
  painter.list(name, notes, (item, note) => {
    painter.face(item, note.by, "");
    painter.text(item, "text", note.text);
    painter.labels(item, note.text);
    painter.fill(item, "message", note.id);
    painter.slot(item, "remove", painter.adult || note.by.id === me);
    painter.onScreen(item, note, room);
  }, "ideas");
}

// Each note says where it could go; what somebody is just choosing stays until they press, or the note has moved.
function sort(painter, groups, posted) {
  painter.all(".live-idea select").forEach((select) => {
    const known = new Map(Array.from(select.options, (option) => [option.value, option]));
    groups.forEach((group) => {
      const option = known.get(String(group.id)) || select.appendChild(painter.make("group-options", String(group.id)));
      option.value = group.id;
      if (option.textContent !== `${group.id}. ${group.name}`) option.textContent = `${group.id}. ${group.name}`;
    });
    const item = select.closest("li");
    const note = posted.find((each) => String(each.id) === item.dataset.key);
    if (!note || item.dataset.column === String(note.group)) return;
    item.dataset.column = String(note.group);
    select.value = String(note.group);
  });
}
