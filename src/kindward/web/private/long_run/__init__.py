"""The long-run question for one person: a look, day by day, and looking back."""
