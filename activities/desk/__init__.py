"""The facilitators' desk: the day of a session, who works on it, plans, records, cards, incidents, terms."""
