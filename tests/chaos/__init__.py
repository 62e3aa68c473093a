"""An unlucky day: everything that can go wrong at once, and one checker that says what it cost."""
