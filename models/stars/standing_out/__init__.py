"""Who is left out of the star appraisal, and who agreed."""
