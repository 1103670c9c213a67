"""Pages of live rooms, and the two doors beside the socket: a form, and asking again."""
