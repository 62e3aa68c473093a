"""What villages are asked, in anybody's own words: the kinds, and the model that was learned for them."""
