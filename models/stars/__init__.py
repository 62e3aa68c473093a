"""The star appraisal of members, from the self-report to the filed star; people decide."""
