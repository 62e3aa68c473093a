"""Words of somebody who needs help this minute: he is told whom to call before anything else."""
