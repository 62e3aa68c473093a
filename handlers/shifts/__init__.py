"""What the person on duty says: leave, swaps, presence."""
