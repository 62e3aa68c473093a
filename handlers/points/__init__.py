"""What the committee enters about a member's year."""
