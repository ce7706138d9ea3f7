"""The way in to one's own pages, and the way to close them."""
