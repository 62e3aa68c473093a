"""Demonstration sites: applied for, named by the district, checked again every year, withdrawn by two."""
