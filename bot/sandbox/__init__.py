"""A stand-in WeCom for tests and newcomers: its server, its control interface and its page."""
