"""What a member's year comes to in points, line by line."""
