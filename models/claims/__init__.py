"""What a member says he did, and whether it can be true."""
