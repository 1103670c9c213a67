// At the door of a room: asks now and then whether it opened, and then shows the room.

const ASK = 4000;

const lobby = document.querySelector("[data-lobby]");

async function ask() {
  try {
    const answer = await fetch(lobby.dataset.lobby, { headers: { Accept: "application/json" } });
    if (!answer.ok || answer.redirected || !(await answer.json()).waits) window.location.reload();
  } catch (offline) {
    // The next question may get through.
  }
}

// Not all at the same moment.
if (lobby) window.setInterval(ask, ASK * (1 + Math.random() / 2));
