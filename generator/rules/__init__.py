"""The rules of the package in words: one TOML file a group. What they mean in code is in checks."""
