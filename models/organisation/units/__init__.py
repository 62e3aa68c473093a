"""Units, belts, demonstration sites and groups."""
