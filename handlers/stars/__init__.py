"""The star appraisal."""
