"""Where the key of one's own pages is, and the passphrase over it."""
