"""Tables of absences."""
