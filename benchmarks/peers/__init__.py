"""Other site generators, given our pages and our shell so that they write the same HTML."""
