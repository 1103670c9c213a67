"""What a family and a worker at the desk see."""
