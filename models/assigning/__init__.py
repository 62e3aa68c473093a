"""Who takes which shift: a month's plan, a newcomer's share, who could fill a gap."""
