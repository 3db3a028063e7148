"""Issue forms, and what comes of the answers to one; not how GitHub is spoken to."""
