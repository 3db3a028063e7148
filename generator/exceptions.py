"""What can go wrong with the environment or the program; never a fault in the data.

A fault in the data is a `generator.problems.Problem`: those are collected and
shown together. These are raised:

    NhatTheHoaError
    ├── MachineError       something outside the project is missing or broken
    └── PublicationError   what was to be published contradicts itself
"""


class NhatTheHoaError(Exception):
    """The root of this project's exceptions; its text is shown to people as it is."""


class MachineError(NhatTheHoaError):
    """Something outside the project is missing or broken, such as a disk that is full."""


class PublicationError(NhatTheHoaError):
    """Artifacts that cannot be published together, such as two of one path."""
