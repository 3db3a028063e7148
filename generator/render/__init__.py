"""Pages from templates: what a view knows, in the words and formats of a language."""
