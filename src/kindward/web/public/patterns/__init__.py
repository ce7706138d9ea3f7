"""Every part of the look on one page, for whoever builds here."""
