// Starts a live room's page.

import { RoomController } from "./room_controller.js";

const root = document.querySelector("[data-live]");
if (root && "WebSocket" in window) new RoomController(root).start();
