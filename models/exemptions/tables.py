"""Tables of exemptions."""
