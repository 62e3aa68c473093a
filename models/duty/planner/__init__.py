"""One planner: which shifts a month has, and who takes each; pure."""
