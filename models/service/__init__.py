"""What members do in their service areas, and its verification."""
