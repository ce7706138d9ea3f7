"""The lines of a practice, kept once on a device, and every length of it set from them there."""
