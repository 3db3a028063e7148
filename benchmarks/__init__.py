"""What builds and checks cost, against other generators of the same pages; not for readers."""
