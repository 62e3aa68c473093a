"""What is measured, beside what, and how to repeat it."""
