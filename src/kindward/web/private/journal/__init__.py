"""A person's own pages: what they keep, what they write, and how they leave with all of it."""
