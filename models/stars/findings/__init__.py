"""What committees enter about their members: sign-in sheets, reviews, findings."""
