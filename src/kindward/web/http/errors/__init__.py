"""What is shown when something did not go as asked."""
