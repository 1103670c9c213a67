// The line to the room: opens, keeps alive, comes back by itself, and asks page by page where sockets are blocked.

const FIRST_WAIT = 1000;
const LONGEST_WAIT = 30000;
const HEARTBEAT = 25000;
const ASK = 4000; // without a socket, how often we ask what is new
const TRIES = 3; // failures in a row before we ask page by page
const NEVER_AGAIN = 4030; // close codes from here on: do not come back by yourself

export class Line {
  // places: {socket, ticket, since, do}; token: the form token; hear(frame); tell(state, code)
  constructor(places, token, log, hear, tell) {
    Object.assign(this, { places, token, log, hear, tell, socket: null, failures: 0, asking: null, ended: false });
    window.addEventListener("online", () => this.soon(0));
    window.addEventListener("pagehide", () => this.end());
    window.addEventListener("focus", () => this.look());
  }

  start() {
    this.open();
    this.stay = window.setInterval(() => this.ask(), 4 * 60 * 1000); // a session without pages would fall asleep
  }

  end() {
    this.ended = true;
    [this.again, this.beat].forEach((timer) => window.clearTimeout(timer));
    [this.asking, this.stay].forEach((timer) => window.clearInterval(timer));
    if (this.socket) this.socket.close();
  }

  // An adult counts in the room they look at, however many windows they have.
  look() {
    if (this.isOpen && "adult" in this.places) this.socket.send('{"type":"looking"}');
  }

  // A page that was just opened is looked at; one that comes back by itself only when it is in front.
  resume() {
    const looking = !this.begun || document.hasFocus() ? 1 : 0;
    return `${this.log.resume()}&looking=${looking}`;
  }

  get isOpen() {
    return Boolean(this.socket) && this.socket.readyState === WebSocket.OPEN;
  }

  async open() {
    if (this.ended || this.isOpen || this.opening) return;
    this.opening = true;
    try {
      const ticket = await this.ticket();
      if (ticket) this.connect(ticket);
    } catch (offline) {
      this.failed();
    } finally {
      this.opening = false;
    }
  }

  async ticket() {
    const answer = await this.post(this.places.ticket, new FormData());
    if (answer.status === 409) {
      this.over("moved");
      return null;
    }
    if (answer.status === 404 || answer.status === 403 || answer.redirected) {
      this.over("left");
      return null;
    }
    if (!answer.ok) throw new Error("no ticket");
    return (await answer.json()).ticket;
  }

  connect(ticket) {
    const scheme = window.location.protocol === "https:" ? "wss:" : "ws:";
    const query = `ticket=${encodeURIComponent(ticket)}&${this.resume()}`;
    const socket = new WebSocket(`${scheme}//${window.location.host}${this.places.socket}?${query}`);
    this.socket = socket;
    socket.onmessage = (message) => this.frame(JSON.parse(message.data));
    socket.onclose = (event) => this.closed(socket, event.code);
    socket.onopen = () => {
      window.clearInterval(this.asking);
      this.asking = null;
      this.rhythm(HEARTBEAT * Math.random());
    };
  }

  frame(frame) {
    if (frame.type === "beat") {
      this.socket.send('{"type":"here"}');
    } else if (this.hear(frame) === "gap") {
      this.socket.close(); // coming back asks for what is missing
    } else if (frame.type === "welcome") {
      this.failures = 0;
      this.begun = true;
      this.tell("on");
    }
  }

  rhythm(wait) {
    window.clearTimeout(this.beat);
    this.beat = window.setTimeout(() => {
      if (!this.isOpen) return;
      this.socket.send('{"type":"here"}');
      this.rhythm(HEARTBEAT);
    }, wait);
  }

  closed(socket, code) {
    if (socket !== this.socket || this.ended) return;
    this.socket = null;
    if (code === 4031) this.over("over");
    else if (code === 4032) this.over("elsewhere");
    else if (code === 4034) this.over("moved");
    else if (code >= NEVER_AGAIN && code < 4100) this.over("left");
    else this.failed();
  }

  over(state) {
    this.end();
    this.tell(state);
  }

  failed() {
    this.failures += 1;
    if (this.failures >= TRIES && !this.asking) {
      this.asking = window.setInterval(() => this.ask(), ASK);
      this.ask();
    }
    if (!this.asking) this.tell("again");
    // Everybody's network comes back at once; a random wait keeps them from coming at once.
    this.soon(Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (this.failures - 1)) * (0.5 + Math.random() / 2));
  }

  soon(wait) {
    window.clearTimeout(this.again);
    this.again = window.setTimeout(() => this.open(), wait);
  }

  async ask() {
    try {
      const answer = await fetch(`${this.places.since}?${this.resume()}`, { headers: { Accept: "application/json" } });
      if (answer.status === 409) return this.over("moved");
      if (answer.status === 404 || answer.status === 403) return this.over("left");
      const frames = await answer.json();
      frames.forEach((frame) => this.hear(frame));
      if (this.asking) this.tell("slow");
    } catch (offline) {
      if (this.asking) this.tell("again");
    }
    return null;
  }

  // Sends a command by whatever way there is; false means that it has to wait.
  send(command) {
    if (this.isOpen) {
      this.socket.send(JSON.stringify(command));
      return true;
    }
    if (!this.asking) return false;
    const form = new FormData();
    Object.keys(command).forEach((name) => [].concat(command[name]).forEach((value) => form.append(name, value)));
    this.post(this.places.do, form).then((answer) => answer.json()).then((frame) => { this.hear(frame); this.ask(); })
      .catch(() => {});
    return true;
  }

  post(address, form) {
    const headers = { Accept: "application/json", "X-CSRFToken": this.token };
    return fetch(address, { method: "POST", body: form, headers: headers });
  }
}
