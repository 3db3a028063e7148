"""What each kind of page knows, in one language: frozen dataclasses, and what makes them."""
