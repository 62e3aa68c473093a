"""Public promises, played by chat."""
