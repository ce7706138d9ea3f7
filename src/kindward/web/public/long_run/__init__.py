"""The long-run question: what is known of it, and the pages of a trial in one's own days."""
