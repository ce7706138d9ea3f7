"""A sitting by itself, for a frame on somebody else's page."""
