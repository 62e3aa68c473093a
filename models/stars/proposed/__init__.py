"""What a branch's committee proposes, and what it is shown for it."""
