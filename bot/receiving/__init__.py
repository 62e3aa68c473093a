"""From the bytes of a callback to its one answer."""
