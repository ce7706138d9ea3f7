"""Areas of one's own: what no cache keeps, no frame shows and no link tells."""
