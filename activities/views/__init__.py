"""The list of activities, the child's yes and no, and the facilitator's roster."""
