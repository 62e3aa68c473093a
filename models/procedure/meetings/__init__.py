"""Meetings of any body: called with a notice, held with a roll and a vote in totals, decided by its own numbers."""
