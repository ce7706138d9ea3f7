"""Sound and captions over HTTP."""
