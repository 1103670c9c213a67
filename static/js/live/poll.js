// One question to all: a choice, several, or dots to spread. Each button carries the whole set it would make.

export function poll(painter, room) {
  const asked = room.poll;
  painter.show("[data-poll]", Boolean(asked));
  painter.show("[data-poll-new], [data-dots-new]", !asked || asked.closed);
  if (!asked) return;
  painter.text(painter.root, "question", asked.question);
  painter.show("[data-poll-open]", !asked.closed);
  painter.show("[data-poll-closed]", asked.closed);
  painter.show("[data-poll-live]", asked.live);
  painter.all("[data-poll-kind]").forEach((form) => { form.hidden = asked.closed || form.dataset.pollKind !== asked.kind; });
  painter.fill(painter.root, "poll", asked.id);
  const options = choices(room);
  of(painter, "choices", asked.kind === "one" ? options : [], (button, option) => { button.value = option.id; });
  of(painter, "picks", asked.kind === "several" ? options : [], (button, option) => {
    button.value = option.mine ? option.less : option.put;
  });
  dots(painter, asked, asked.kind === "dots" ? options : []);
  const told = asked.closed || asked.counts.length > 0;
  painter.show("[data-poll-counts]", told);
  painter.list("counts", told ? options : [], (item, option) => {
    painter.text(item, "label", option.label);
    painter.text(item, "count", option.count === null ? painter.root.dataset.saysHidden : String(option.count));
  });
}

function choices(room) {
  const asked = room.poll;
  const texts = new Map(room.notes.map((note) => [note.id, note.text]));
  const labels = asked.notes.length ? asked.notes.map((id) => texts.get(id)) : asked.choices;
  return labels.map((label, id) => {
    const less = asked.mine.slice();
    if (less.indexOf(id) >= 0) less.splice(less.indexOf(id), 1);
    return {
      id: id, label: label, count: id < asked.counts.length ? asked.counts[id] : null,
      mine: asked.mine.filter((mark) => mark === id).length,
      put: asked.mine.concat([id]).sort((one, other) => one - other).join(" "), less: less.join(" "),
    };
  }).filter((option) => option.label); // a note that was taken away is no choice any more
}

function of(painter, name, options, fill) {
  painter.list(name, options, (item, option) => {
    painter.text(item, "label", option.label);
    const button = item.querySelector("button");
    fill(button, option);
    button.setAttribute("aria-pressed", String(option.mine > 0));
  });
}

function dots(painter, asked, options) {
  const left = Math.max(0, asked.dots - asked.mine.length);
  painter.text(painter.root, "dots-left", String(left));
  painter.list("dots", options, (item, option) => {
    painter.labels(item, option.label);
    painter.text(item, "mine", String(option.mine));
    painter.slot(item, "has-mine", option.mine > 0);
    painter.slot(item, "put", left > 0);
    painter.slot(item, "less", option.mine > 0);
    item.querySelector('[data-slot="put"]').value = option.put;
    item.querySelector('[data-slot="less"]').value = option.less;
  });
}
