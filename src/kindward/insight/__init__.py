"""Honest statistics over a record: what seems to help, and how sure that is."""
