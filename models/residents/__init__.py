"""What residents ask for and get: what they report, what is done for them, what is published, who is who."""
