"""What is read while something is made, so that it is made again only when that has changed.

Not for what has changed: see `generator.earlier`. A read is known by a number that is the
same in every process and every run; so is whatever is made.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

PART = "part"
"""What the names of a part of the publication begin with: see `generator.parts`."""

Value = TypeVar("Value")
Result = TypeVar("Result")
Arguments = ParamSpec("Arguments")


@lru_cache(maxsize=1 << 12)
def number(*names: str) -> int:
    """The number of what has these names: 64 bits, so that two have one by accident only.

    An accident makes something again that need not be; it never keeps what is old.
    """
    return int.from_bytes(blake2b("\0".join(names).encode(), digest_size=8).digest(), "little")


class Reads:
    """Notes what is read, on behalf of what is being made."""

    def __init__(self) -> None:
        """Nothing has been made."""
        self.made: dict[int, array[int]] = {}
        """By the number of what was made, the numbers of what was read for it, each once.

        As arrays, which hold the reads of a nation's pages in a tenth of the memory of sets.
        """
        self._now: set[int] = set()

    def note(self, read: int) -> None:
        """Tell that what has this number is being read."""
        self._now.add(read)

    @contextmanager
    def making(self, *names: str) -> Iterator[None]:
        """All that is read inside is read for what has these names."""
        outer, self._now = self._now, set()
        try:
            yield
        finally:
            self.made[number(*names)] = array("Q", self._now)
            self._now = outer

    def remembered(
        self, name: str, make: Callable[Arguments, Result]
    ) -> Callable[Arguments, Result]:
        """`make`, called once for the same arguments, which are texts; its reads are its own.

        Whoever asks for a result has read the result.
        """
        results: dict[tuple[object, ...], tuple[int, Result]] = {}

        def remembering(*arguments: Arguments.args, **_: Arguments.kwargs) -> Result:
            found = results.get(arguments)
            if found is None:
                # As in `making`, which takes three times as long to enter and leave.
                made = number(name, *map(str, arguments))
                outer, self._now = self._now, set()
                try:
                    found = made, make(*arguments)  # type: ignore[call-arg]  # all positional
                finally:
                    self.made[made], self._now = array("Q", self._now), outer
                results[arguments] = found
            self._now.add(found[0])
            return found[1]

        return remembering


class Followed(Mapping[str, Value]):
    """A mapping that notes which of its values are read; whoever lists it has read it whole."""

    __slots__ = ("_names", "_numbers", "_reads", "_values", "_whole")

    def __init__(
        self, reads: Reads, names: tuple[str, ...], values: Mapping[str, Value], whole: int
    ) -> None:
        """A value has the number of `names` and its key; `whole` is the number of all of them."""
        self._reads = reads
        self._names = names
        self._values = values
        self._whole = whole
        self._numbers: dict[str, int] = {}

    def _note(self, key: str) -> None:
        read = self._numbers.get(key)
        if read is None:
            read = self._numbers[key] = number(*self._names, key)
        self._reads.note(read)

    def __getitem__(self, key: str) -> Value:
        """Read one value, or that there is none."""
        self._note(key)
        return self._values[key]

    def get(self, key: str, default: Value) -> Value:  # type: ignore[override]  # always given
        """Read one value, or that there is none."""
        self._note(key)
        return self._values.get(key, default)

    def __contains__(self, key: object) -> bool:
        """Read whether there is one."""
        self._note(str(key))
        return key in self._values

    def __iter__(self) -> Iterator[str]:
        """Read the keys, and so the whole."""
        self._reads.note(self._whole)
        return iter(self._values)

    def __len__(self) -> int:
        """Read the number of keys, and so the whole."""
        self._reads.note(self._whole)
        return len(self._values)
