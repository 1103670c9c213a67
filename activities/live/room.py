"""A live room as plain rules: no Django, no sockets, no clock."""
