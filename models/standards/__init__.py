"""What the district holds up as an example, and by which standard."""
