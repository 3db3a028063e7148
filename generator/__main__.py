"""`python -m generator` is the command `nhatthehoa`."""

from generator.cli import main

main()
