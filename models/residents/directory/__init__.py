"""Who is who: posts in force with names, the office's phone, place and hours; never a private number."""
