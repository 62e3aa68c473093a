"""Pictures and files that people are given."""
