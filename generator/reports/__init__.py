"""What a check found, told to people and programs: one module a format; no printing."""
