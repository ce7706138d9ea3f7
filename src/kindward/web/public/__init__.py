"""Areas that are the same for everyone: what a worker may keep."""
