"""Sockets of live rooms."""

from activities.live.consumers.room import RoomConsumer, Unknown
from activities.live.consumers.screen import ScreenConsumer

__all__ = ["RoomConsumer", "ScreenConsumer", "Unknown"]
