"""Children who hold office, and the parents' committee: elections, terms, rules they write, what they decide."""
