"""Reading briefs: which words still stand, their chain, the echo wall, the path of a voice."""

from voices.advocacy.queries.chain import Link, chain_of, evidence
from voices.advocacy.queries.echoes import Echo, days_between, latest, latest_echoes
from voices.advocacy.queries.heard import heard
from voices.advocacy.queries.paths import Stop, path_states, paths
from voices.advocacy.queries.standing import Candidate, candidate, candidates, living, shown_quotes

__all__ = [
    "Candidate",
    "Echo",
    "Link",
    "Stop",
    "candidate",
    "candidates",
    "chain_of",
    "days_between",
    "evidence",
    "heard",
    "latest",
    "latest_echoes",
    "living",
    "path_states",
    "paths",
    "shown_quotes",
]
