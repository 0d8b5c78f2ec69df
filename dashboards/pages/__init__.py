"""What stands on the page: its first screen and the frame around it."""
