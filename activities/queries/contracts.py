"""A group's contract, as one of its children sees it and as those who lead do."""

from dataclasses import dataclass

from activities.models import Agreement, Contract, Place, Proposal


@dataclass(frozen=True)
class Agreed:
    """`mine`: this child agreed; `all`: everybody with a place did. No number of others, and no name, is in it."""

    contract: Contract | None
    mine: bool = False
    all: bool = False
    proposed: tuple[str, ...] = ()  # by this child, not yet talked about


def contract_for(child, activity) -> Agreed:
    contract = activity.contracts.first()
    own = Proposal.objects.filter(activity=activity, child=child, done_at=None).order_by("at")
    proposed = tuple(own.values_list("words", flat=True))
    if contract is None:
        return Agreed(None, proposed=proposed)
    said = set(Agreement.objects.filter(contract=contract).values_list("child", flat=True))
    members = set(Place.objects.held().filter(activity=activity).values_list("child", flat=True))
    return Agreed(contract, child.pk in said, members <= said, proposed)


def contract_at_desk(activity) -> dict:
    """The newest version, who has agreed to it, and proposals without their authors: a rule is judged by its words."""
    contract = activity.contracts.first()
    held = Place.objects.held().filter(activity=activity).select_related("child").order_by("number")
    said = set(contract.agreements.values_list("child", flat=True)) if contract else set()
    return {
        "contract": contract,
        "agreed": [place.child for place in held if place.child_id in said],
        "open": [place.child for place in held if place.child_id not in said],
        "proposals": list(activity.proposals.filter(done_at=None).order_by("pk").values_list("words", flat=True)),
    }
