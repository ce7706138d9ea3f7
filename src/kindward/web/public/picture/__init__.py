"""The drawings: one for each practice, moved by its sitting, and a small mark of each."""
