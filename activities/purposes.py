"""How an activity is named to `portal.consent`."""


def scope(activity) -> str:
    """The scope of consents to one activity and to its live sessions."""
    return f"activity:{activity.pk}"
