"""Tables of swaps."""
