"""One's own duty: when, leave, changing with others, being there."""
