"""Things to take part in: activity pages, places, the waiting list."""
