"""Signs of presence, the desk log and the handover."""
