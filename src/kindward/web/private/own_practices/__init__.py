"""The practices that somebody wrote for themselves, and what became of each file."""
