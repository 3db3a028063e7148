"""`python -m generator` is the command `nhatthehoa`."""

from generator.cli.main import main

main()
