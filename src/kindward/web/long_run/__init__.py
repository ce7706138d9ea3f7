"""The long-run question: what is known of it, and a way to look at it in one's own days."""
