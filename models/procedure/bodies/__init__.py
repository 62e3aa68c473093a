"""The three bodies of a village side by side: who sits where, until when, and what does not fit together."""
