"""Filing stars with the township."""
