"""What a secretary tells his own group: seen before it goes, said once, and taken down when it holds no longer."""
