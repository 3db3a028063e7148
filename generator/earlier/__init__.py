"""What an earlier build has made, and which of it still holds."""
