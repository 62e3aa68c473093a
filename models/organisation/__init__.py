"""The organisation itself: its units, its people with their posts, who acts for whom."""
