"""What tests by independent readers share: running programs, and collecting what differs from what was expected."""

import subprocess
import sys

SHOWN_MAX = 40
WRONG = []
COUNT = [0]


def wrong(line):
    WRONG.append(line)


def expect(where, got, want):
    COUNT[0] += 1
    if got != want:
        wrong(f"{where}: {got!r}, not {want!r}")


def expect_typed(where, got, want):
    """1 is neither True nor 1.0."""
    expect(where, got, want)
    if got == want and type(got) is not type(want):
        wrong(f"{where}: {got!r} is {type(got).__name__}, not {type(want).__name__}")


def finish(name):
    """The last call: prints what is wrong, a line each, and exits 1."""
    for line in WRONG[:SHOWN_MAX]:
        print(line)
    if WRONG:
        sys.exit(f"{name}: {len(WRONG)} differences")
    if COUNT[0] == 0:
        sys.exit(f"{name}: nothing was compared")
    print(f"{name}: {COUNT[0]} things are as they should be")


def run(*command, codes=(0,), **more):
    """What it says on both streams."""
    result = subprocess.run(command, capture_output=True, text=True, **more)
    if result.returncode not in codes:
        sys.exit(f"{command}: ended with {result.returncode}\n{result.stdout}{result.stderr}")
    return result.stdout + result.stderr
