"""How something is decided in the open: notices, and objections to what they show."""
