"""The four deliberations of a decision: each called with a draft, held with a roll and a vote, corrected by a row."""
