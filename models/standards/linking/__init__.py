"""连点成线: the gaps of a belt, which place is paired with which, how far the belts are."""
