"""What travels over the socket: closed, typed messages."""
