"""What this machine and this organisation are set to: settings, policy, data files, database."""
