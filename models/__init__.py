"""The organisation: places, people and what they do; knows nothing of WeCom."""
