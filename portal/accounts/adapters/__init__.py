"""What allauth asks us, about accounts, phones and second factors."""

from portal.accounts.adapters.account import AccountAdapter
from portal.accounts.adapters.factors import MFAAdapter

__all__ = ["AccountAdapter", "MFAAdapter"]
