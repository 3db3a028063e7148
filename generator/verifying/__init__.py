"""Whether a download is what was published: whole, sound, and the same in every format."""
