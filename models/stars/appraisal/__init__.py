"""Star appraisal: from the self-report to the filed star, with people deciding."""
