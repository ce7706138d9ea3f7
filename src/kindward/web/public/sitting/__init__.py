"""One sitting on a page: what an address asks for, and its player."""
