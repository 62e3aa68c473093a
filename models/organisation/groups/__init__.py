"""Groups: bound to a unit where they are spoken in, given a robot to speak with, and how each is reached."""
