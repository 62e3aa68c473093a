"""Who speaks, what he means, what is asked back."""
