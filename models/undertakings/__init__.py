"""What the organisation and its people undertake in public."""
