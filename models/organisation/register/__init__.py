"""The register of people: who is entered, and what is put right about somebody."""
