"""What a technician uses: the command line, the doctor, set-up, copies, health."""
