"""What a change to the data means, in the words of each language and as JSON."""
