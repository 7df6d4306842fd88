"""A reader that reads a release again and again until its stdin ends, and then tells what it saw.

It takes a path once and stays with the folder that it found there. What it tells, in JSON: how often it saw each release
whole, by the digest of its SHA256SUMS; how often one was gone before it was read; and what was wrong.
"""

import hashlib
import json
import os
import select
import sys
from collections import Counter


def read(folder: int, name: str) -> bytes:
    with open(os.open(name, os.O_RDONLY, dir_fd=folder), "rb") as file:  # noqa: PTH123 - a descriptor
        return file.read()


def wrong(folder: int, sums: str) -> list[str]:
    """The files of a release that are not what its checksums say."""
    listed = [line.partition("  ") for line in sums.splitlines()]
    return [name for digest, _, name in listed if hashlib.sha256(read(folder, name)).hexdigest() != digest]


def look(path: str, seen: "Counter[str]") -> list[str]:
    folder = os.open(os.path.realpath(path), os.O_RDONLY | os.O_DIRECTORY)
    try:
        sums = read(folder, "SHA256SUMS")
        found = wrong(folder, sums.decode())
        seen[hashlib.sha256(sums).hexdigest()] += 1
    except FileNotFoundError:
        seen["gone"] += 1
        return []
    else:
        return found
    finally:
        os.close(folder)


def main(path: str) -> None:
    os.nice(10)  # it is to be there while the writer works, not to slow it down
    seen: Counter[str] = Counter()
    found: list[str] = []
    while not select.select([sys.stdin], [], [], 0)[0]:
        try:
            found += look(path, seen)
        except OSError as error:
            found.append(str(error))
        if sum(seen.values()) == 1:
            print("reading", flush=True)
    print(json.dumps({"gone": seen.pop("gone", 0), "whole": seen, "wrong": found}), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
