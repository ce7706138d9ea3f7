"""Paths that somebody goes through: where they stand, and what comes next."""
