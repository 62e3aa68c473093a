"""讲课: who speaks about what and when he is free, by his own word; booked by villages, held, thanked for."""
