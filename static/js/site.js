// Every page: leaving quickly without a trace in the history, and closing the sheet of settings.

function leave(event) {
  event.preventDefault();
  document.querySelectorAll("form").forEach((form) => form.reset());
  try {
    window.sessionStorage.clear();
    window.localStorage.clear();
  } catch (refused) {
    // Some browsers keep no storage: then there is nothing to clear.
  }
  document.documentElement.hidden = true;
  window.location.replace(event.currentTarget.href);
}

document.querySelectorAll("[data-leave]").forEach((link) => link.addEventListener("click", leave));

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  document.querySelectorAll("details.comfort[open]").forEach((sheet) => {
    sheet.open = false;
    sheet.querySelector("summary").focus();
  });
});
