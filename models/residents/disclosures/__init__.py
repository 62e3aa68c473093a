"""What a village publishes of its money and affairs, looked at by its supervision committee, read by anybody."""
