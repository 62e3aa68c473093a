"""Public promises: given with a day, kept with a result, confirmed by the supervision committee."""
