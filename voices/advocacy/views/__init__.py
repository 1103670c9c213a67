"""What everybody reads, and the curators' desk."""
