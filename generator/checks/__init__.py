"""The rules of the package: each yields the problems that it finds; not for reading files."""
