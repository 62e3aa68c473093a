"""The duty roster: drafts, published slots, the pool and its hours."""
