"""What a device sends of the taps that it kept: ids, words of ours and times; never a name."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

MOST = 200


class Tap(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    key: UUID
    child: UUID
    says: Literal["arrived", "left", "excused", "missing", "nothing"]
    at: AwareDatetime
    company: Literal["", "home", "alone", "other"] = ""
    replaces: UUID | None = None


class Kept(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    taps: Annotated[list[Tap], Field(max_length=MOST)]


__all__ = ["MOST", "Kept", "Tap"]
