// Choosing a reason fills in its words, unless somebody has already written their own.
for (const form of document.querySelectorAll("[data-decision]")) {
  const reason = form.querySelector("select");
  const message = form.querySelector("textarea");
  const links = form.querySelector("[data-without-script]");
  if (!reason || !message) continue;
  if (links) links.hidden = true;
  let filled = message.value;
  reason.addEventListener("change", () => {
    const option = reason.options[reason.selectedIndex];
    const words = option ? option.dataset.message : "";
    if (!words || (message.value.trim() && message.value !== filled)) return;
    message.value = words;
    filled = words;
  });
}
