// What the note-taker wrote down, and what an adult put into other words.

export function minutes(painter, room, me) {
  const lines = room.notes.filter((note) => note.minutes && (!painter.adult || note.state === "posted"));
  const writes = painter.adult || Boolean(room.roles.note_taker && room.roles.note_taker.id === me);
  painter.show("[data-minutes]", lines.length > 0 || writes);
  painter.list("minutes", lines, (item, note) => {
    item.dataset.state = note.state;
    painter.text(item, "name", note.by.name);
    painter.text(item, "text", note.text);
    painter.slot(item, "was-corrected", Boolean(note.corrected));
    painter.text(item, "corrector", note.corrected ? note.corrected.name : "");
    painter.states(item, note);
    painter.slot(item, "remove", painter.adult || note.by.id === me);
    painter.fill(item, "message", note.id);
    const box = item.querySelector("textarea[data-own]");
    if (box && box.dataset.of !== note.text && document.activeElement !== box) { // what is being typed stays
      box.value = note.text;
      box.dataset.of = note.text;
    }
  });
}
