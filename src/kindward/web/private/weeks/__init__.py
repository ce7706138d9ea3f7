"""Pictures of judging, hurt and next step over the weeks, for every page that shows them."""
