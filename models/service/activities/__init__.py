"""Service activities: reported, corrected, verified."""
