"""What the supervision committee asks about anything of its village, and has to be answered."""
