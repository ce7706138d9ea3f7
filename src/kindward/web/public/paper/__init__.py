"""A practice on paper: its words in order of speaking, to be read aloud or taken home."""
