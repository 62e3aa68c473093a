"""What a unit has set for its desk: its own hours, its collective day, its phone; and the seasons of watch."""
