// The day of a session on a weak network: every tap is kept on this device until the server has it.
// Only ids, our own words and times are kept, never a name. The key of a tap makes sending it twice one line.

const page = document.querySelector("[data-day]");
const own = page && { session: page.dataset.session, by: page.dataset.by };
const ahead = page && Date.parse(page.dataset.now) - Date.now(); // this device's clock may be wrong
let base = null;
const LONGEST = 15000; // between two tries without a network, and for one of them
let sending = false;
let asked = false; // a tap, or the network, came while we were sending
let pause = 1000;
let next = 0;
let flight = null;
let pressed = null;

function opened() {
  return new Promise((resolve, reject) => {
    const asked = window.indexedDB.open("tongyan-day", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("taps", { keyPath: "key" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

function within(mode, act) {
  return new Promise((resolve, reject) => {
    const change = base.transaction("taps", mode);
    const asked = act(change.objectStore("taps"));
    change.oncomplete = () => resolve(asked.result);
    change.onerror = change.onabort = () => reject(change.error);
  });
}

const keep = (tap) => within("readwrite", (taps) => taps.put(tap));
const forget = (key) => within("readwrite", (taps) => taps.delete(key));

async function kept() {
  const all = await within("readonly", (taps) => taps.getAll());
  return all.filter((tap) => tap.session === own.session && tap.by === own.by).sort((a, b) => (a.at < b.at ? -1 : 1));
}

function newKey() {
  const bytes = window.crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const text = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return text.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}

function row(child) {
  return page.querySelector(`[data-child="${child}"]`);
}

function show(child, says) {
  const one = row(child);
  if (!one) return;
  // What the server knows already shuts nothing: somebody may be choosing beside this child just now.
  if (one.dataset.says !== says) one.querySelectorAll("details[open]").forEach((details) => (details.open = false));
  one.dataset.says = says;
  const rows = Array.from(page.querySelectorAll("[data-child]"), (each) => each.dataset.says);
  page.querySelectorAll("[data-count]").forEach((count) => {
    const wanted = count.dataset.count.split(" ");
    count.textContent = rows.filter((each) => wanted.includes(each)).length;
  });
}

function tell(state, n) {
  const words = page.querySelector("[data-net]");
  words.hidden = false;
  words.dataset.state = state;
  words.textContent = page.dataset[state].replace("{n}", n);
}

function complain(tap) {
  const one = row(tap.child);
  if (!one) return;
  const words = one.querySelector("[data-problem]");
  const read = document.createElement("button");
  words.textContent = `${tap.refused} `;
  words.hidden = false;
  read.type = "button";
  read.className = "button button--quiet";
  read.textContent = page.dataset.read;
  read.addEventListener("click", async () => {
    await forget(tap.key);
    words.hidden = true;
  });
  words.append(read);
}

function body(taps) {
  return JSON.stringify({
    taps: taps.map(({ key, child, says, company, at }) => ({ key, child, says, company, at })),
  });
}

async function send() {
  asked = true;
  if (sending) return;
  sending = true;
  try {
    while (asked) {
      asked = false;
      await once();
    }
  } finally {
    sending = false;
  }
}

// Without a network again and again, soon at first; with one what was tapped meanwhile goes at once.
function later() {
  window.clearTimeout(next);
  next = window.setTimeout(send, pause);
  pause = Math.min(2 * pause, LONGEST);
}

function back() {
  pause = 1000;
  if (flight) flight.abort(); // it left while there was no network
  send();
}

async function once() {
  flight = new window.AbortController();
  const patience = window.setTimeout(() => flight.abort(), LONGEST);
  try {
    const taps = (await kept()).filter((tap) => !tap.refused).slice(0, 200);
    if (!taps.length) return;
    tell("sending", taps.length);
    const answer = await fetch(page.dataset.to, {
      method: "POST",
      signal: flight.signal,
      redirect: "manual",
      headers: {
        "Content-Type": "application/json",
        "X-CSRFToken": document.querySelector("[name=csrfmiddlewaretoken]").value,
      },
      body: body(taps),
    });
    if (answer.status !== 200) {
      tell(answer.status < 500 ? "again" : "waiting", taps.length);
      later();
      return;
    }
    pause = 1000;
    await settle(taps, await answer.json());
  } catch (away) {
    tell("waiting", (await kept()).filter((tap) => !tap.refused).length);
    later();
  } finally {
    window.clearTimeout(patience);
  }
}

async function settle(taps, told) {
  for (const tap of taps) {
    if (told.done.includes(tap.key)) {
      await forget(tap.key);
    } else if (told.refused[tap.key]) {
      tap.refused = told.refused[tap.key];
      await keep(tap);
      complain(tap);
    }
  }
  const waiting = (await kept()).filter((tap) => !tap.refused);
  const open = new Set(waiting.map((tap) => tap.child));
  told.now.filter((each) => !open.has(each.child)).forEach((each) => show(each.child, each.says));
  asked = asked || waiting.some((tap) => !taps.some((each) => each.key === tap.key));
  if (waiting.length) tell("waiting", waiting.length);
  else tell("sent", 0);
  if (waiting.length && !asked) later();
}

function tapped(event) {
  const form = event.target;
  const button = event.submitter || pressed; // older phones do not say which button it was
  if (!form.matches("[data-tap]") || !button || button.form !== form) return;
  event.preventDefault();
  const said = new FormData(form);
  said.set(button.name, button.value);
  const tap = Object.assign({}, own, {
    key: newKey(),
    child: said.get("child"),
    says: said.get("says"),
    company: said.get("company") || "",
    at: new Date(Date.now() + ahead).toISOString(),
  });
  keep(tap).then(
    () => {
      show(tap.child, tap.says);
      send();
    },
    () => plainly(form, said)
  );
}

// The device keeps nothing (private windows, a full disk): then the form goes as any form does.
function plainly(form, said) {
  said.forEach((value, name) => {
    const field = form.querySelector(`input[name="${name}"]`) || form.appendChild(document.createElement("input"));
    Object.assign(field, { type: "hidden", name, value });
  });
  form.submit();
}

async function begin() {
  base = await opened();
  const waiting = await kept();
  waiting.forEach((tap) => (tap.refused ? complain(tap) : show(tap.child, tap.says)));
  page.addEventListener("click", (event) => (pressed = event.target.closest("button")));
  page.addEventListener("submit", tapped);
  window.addEventListener("online", back);
  document.addEventListener("visibilitychange", () => document.hidden || send());
  send();
}

if (page && window.indexedDB) begin().catch(() => {}); // without a place to keep taps the forms work as they are
