"""How a campaign is named to `portal.consent`: one campaign, one recipient, one yes (CON-23)."""


def scope(campaign) -> str:
    return f"campaign:{campaign.pk}"
