"""People to talk with."""
