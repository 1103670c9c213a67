"""What a receipt is made of, without a table: one spelling for JSON, and signatures."""
