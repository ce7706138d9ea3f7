"""The practices as a podcast, one feed for each language."""
