"""What a branch's meeting finds about its members: hand counts, attendance, outcomes of the yearly review."""
