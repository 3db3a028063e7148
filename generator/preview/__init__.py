"""The local preview: builds again when a file changes, and shows the browser what came of it."""
