"""The enterprise's list of contacts: who is gone from it, who has another account in it."""
