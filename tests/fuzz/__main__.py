"""Fuzzes a target for some seconds, led by which code its inputs reach: `make fuzz`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from generator.settings import PROJECT

FOUND = PROJECT / "build" / "fuzz"
MOST_BYTES = 100_000


def main() -> None:
    """With no target, or several: each for as many seconds, in a process of its own."""
    seconds, *names = sys.argv[1:]
    if len(names) == 1:
        _fuzz(names[0], int(seconds))
        return
    from tests.fuzz.targets import TARGETS  # noqa: PLC0415 - a target is imported with its tracer

    for name in names or TARGETS:
        command = [sys.executable, "-m", "tests.fuzz", seconds, name]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        last = [line for line in done.stderr.splitlines() if line.startswith(("Done", "SUMMARY"))]
        sys.stdout.write(f"{name}: {' '.join(last) or done.stderr[-500:]}\n")
        sys.stdout.flush()


def _fuzz(name: str, seconds: int) -> None:
    import atheris  # noqa: PLC0415 - not among the locked libraries: see the Makefile

    with atheris.instrument_imports(include=["generator"]):
        from tests.fuzz.targets import TARGETS, seeds  # noqa: PLC0415 - traced from here on
    corpus = FOUND / name
    corpus.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(seeds(name).values()):
        Path(corpus / f"seed-{number}").write_bytes(data)
    options = [f"-max_total_time={seconds}", f"-artifact_prefix={FOUND}/{name}-", "-timeout=300"]
    atheris.Setup([sys.argv[0], *options, f"-max_len={MOST_BYTES}", str(corpus)], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
