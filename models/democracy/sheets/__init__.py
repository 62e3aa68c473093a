"""The six sheets of the registration book of a decision, for the board and the archive."""
