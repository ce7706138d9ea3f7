"""What seems to help one person, with how sure that is: for nobody else's eyes."""
