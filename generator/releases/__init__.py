"""What is published of each release: its files, what it changed, and who is told of it."""
