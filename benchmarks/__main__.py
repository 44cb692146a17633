"""All measurements, one after the other: python -m benchmarks. One of them: python -m benchmarks NAME [OPTION …].

Each can be run on its own; see README.md.
"""

from __future__ import annotations

import subprocess
import sys

BENCHMARKS = (
    "benchmarks.extraction",
    "benchmarks.unseen",
    "benchmarks.build",
    "benchmarks.validation",
    "benchmarks.reasoning",
)


def main() -> int:
    """Run each in a process of its own, or the one that is named; the exit code is that of the first that fails."""
    if sys.argv[1:]:
        name, *options = sys.argv[1:]
        return subprocess.run([sys.executable, "-m", f"benchmarks.{name}", *options], check=False).returncode
    for name in BENCHMARKS:
        sys.stdout.write(f"\n== {name}\n")
        sys.stdout.flush()
        done = subprocess.run([sys.executable, "-m", name], check=False)
        if done.returncode:
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
