"""Counts executed instructions with callgrind, and how many of them are locked. x86-64 Linux only, because elsewhere a
read-modify-write is not a single instruction.

The program to be counted has two functions: callgrind counts inside `measured`, and writes its counts to a file at each
call of `end_of_row`. The program prints a line for each row.
"""

import collections
import json
import os
import pathlib
import platform
import re
import shutil
import subprocess
import sys


def is_supported():
    return (platform.system(), platform.machine()) == ("Linux", "x86_64")


def require(tool, package):
    if shutil.which(tool):
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        sys.exit(f"error: `{tool}` is missing: install the package `{package}`")
    subprocess.run(["apt-get", "install", "-y", package], check=True)


def build(package, bench):
    """Builds a benchmark of this workspace. Returns its executable."""
    command = ["cargo", "bench", "--package", package, "--bench", bench, "--no-run", "--message-format", "json"]
    root = pathlib.Path(__file__).resolve().parent.parent
    output = subprocess.run(command, cwd=root, check=True, stdout=subprocess.PIPE).stdout
    for message in map(json.loads, output.splitlines()):
        if message.get("executable") and message["target"]["name"] == bench:
            return message["executable"]
    sys.exit(f"error: cargo has built no `{bench}`")


def profile(binary, arguments, crate, out):
    """Returns how often each instruction was executed: the row's line -> (object, address) -> count. The program itself
    is the object with an empty name."""
    require("valgrind", "valgrind")
    options = [
        f"--toggle-collect={crate}::measured*",
        f"--dump-before={crate}::end_of_row*",
        "--dump-instr=yes",
        "--dump-line=no",
        "--compress-pos=no",
        "--compress-strings=no",
        f"--callgrind-out-file={out}",
    ]
    command = ["valgrind", "--quiet", "--tool=callgrind", *options, binary, *arguments]
    stdout = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    rows = stdout.splitlines()
    files = [out.with_name(f"{out.name}.{part}") for part in range(1, len(rows) + 1)]
    if len(set(rows)) != len(rows) or not all(map(pathlib.Path.exists, files)):
        sys.exit(f"error: callgrind has not written one file for each of {len(rows)} rows")
    return {row: read_profile(file, binary) for row, file in zip(rows, files)}


def read_profile(file, binary):
    """Sums the counts in a callgrind file by object and instruction."""
    counts = collections.Counter()
    lines = iter(file.read_text().splitlines())
    for line in lines:
        if line.startswith("ob="):
            this = line[len("ob="):]
        elif line.startswith("calls="):
            next(lines)  # the cost of the callee, which has its own lines
        elif line.startswith("0x"):
            address, count = line.split()
            counts["" if this == binary else this, int(address, 16)] += int(count)
    return counts


def disassemble(binary):
    """Returns the instruction at each address."""
    require("objdump", "binutils")
    command = ["objdump", "--disassemble", "--no-show-raw-insn", binary]
    text = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    matches = re.finditer(r"^ *([0-9a-f]+):\t(.*)$", text, re.MULTILINE)
    return {int(match[1], 16): match[2] for match in matches}


def is_locked(instruction):
    """Whether this has a `lock` prefix, or is `mfence`, or `xchg` with a memory operand, which implies the prefix."""
    name, _, operands = instruction.partition(" ")
    between_registers = re.fullmatch(r"%\w+,%\w+", operands.strip())
    return name in ("lock", "mfence") or name == "xchg" and not between_registers
