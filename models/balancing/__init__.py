"""Giving seats to people evenly: numbers and kinds only, nothing of days."""
