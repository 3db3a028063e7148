"""Version numbers, what alters a package's structure, and which number a change needs."""
