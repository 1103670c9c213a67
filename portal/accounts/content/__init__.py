"""Words and offers of this part."""

CONDUCT = "2026-1"  # the code of conduct as templates/accounts/conduct.html has it; a change of it is a new version
