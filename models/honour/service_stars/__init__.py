"""服务之星: a few members of a branch and month, each named because he has agreed to this."""
