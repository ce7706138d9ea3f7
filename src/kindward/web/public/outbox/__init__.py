"""What waits on a device to be kept, and a page to say how it is without a network."""
