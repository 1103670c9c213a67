"""Live rooms: an activity happening now, over a socket."""
