"""Who changed what, from which message."""
