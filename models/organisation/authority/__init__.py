"""Which branch somebody speaks for, and its members."""
