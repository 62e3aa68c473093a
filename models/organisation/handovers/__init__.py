"""What somebody who has gone leaves to others: a list that stays until it is worked off."""
