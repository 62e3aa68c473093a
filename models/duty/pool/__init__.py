"""Who takes turns: joining, leaving, and seasons in which all take more of them."""
