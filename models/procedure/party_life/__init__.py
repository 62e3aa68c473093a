"""The regular life of a branch: its meetings, who was absent, a month's dues, and the rhythm that is usual."""
