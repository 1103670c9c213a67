"""What every command carries, and the sign of life that moves nothing."""

from typing import Literal

from activities.live.protocol.words import ClientId, Message


class Command(Message):
    client_id: ClientId  # made by the browser, so that sending twice does no harm


class Here(Message):
    """A sign of life: answers the server's beat. Moves nothing and is not kept."""

    type: Literal["here"] = "here"


class Looking(Message):
    """This window came to the front: an adult counts in the room they look at. Not kept."""

    type: Literal["looking"] = "looking"
