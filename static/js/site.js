// Every page: leaving quickly without a trace in the history, and closing the sheet of settings.

function clear() {
  document.querySelectorAll("form").forEach((form) => form.reset());
  try {
    window.sessionStorage.clear();
    window.localStorage.clear();
  } catch (refused) {
    // Some browsers keep no storage: then there is nothing to clear.
  }
}

function leave(event) {
  const way = document.querySelector("[data-leave]");
  if (!way) return;
  if (event) event.preventDefault();
  clear();
  document.documentElement.hidden = true; // the page is gone at once, however slow the network
  window.location.replace(way.href);
}

document.querySelectorAll("[data-leave]").forEach((link) => link.addEventListener("click", leave));

let presses = [];

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  document.querySelectorAll("details.comfort[open]").forEach((sheet) => {
    sheet.open = false;
    sheet.querySelector("summary").focus();
  });
  presses = presses.filter((at) => event.timeStamp - at < 1500).concat(event.timeStamp);
  if (presses.length >= 3) leave();
});
