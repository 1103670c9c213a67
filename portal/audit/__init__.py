"""What happened, on record: append-only, hash-chained, without foreign keys so that it outlives what it names."""
