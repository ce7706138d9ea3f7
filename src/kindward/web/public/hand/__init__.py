"""What goes along: a link, a square to photograph, files, and a frame for other pages."""
