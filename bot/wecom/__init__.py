"""The wire to WeCom: envelopes, updates, replies, calls; knows nothing of the organisation."""
