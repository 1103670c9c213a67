"""Sockets of live rooms."""

from activities.live.consumers.room import RoomConsumer, Unknown

__all__ = ["RoomConsumer", "Unknown"]
