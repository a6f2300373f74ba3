"""Benchmarks whose peers take turns in many rounds, in one program: builds them, times them, and counts their instructions.
`tests/in-tokio/src/rounds.rs` is the other end.
"""

import callgrind
import collections
import json
import pathlib
import patched
import statistics
import subprocess
import sys
import tempfile


def build(bench, target):
    """Builds a benchmark. Returns its executable."""
    files = (bench / "src").rglob("*.rs")
    subprocess.run(["rustfmt", "--check", "--edition", "2024", *files], check=True)
    arguments = ["build", "--release", "--message-format", "json-render-diagnostics"]
    output = patched.cargo(target, *arguments, cwd=bench, check=True, stdout=subprocess.PIPE).stdout
    for message in map(json.loads, output.splitlines()):
        if message.get("executable"):
            return message["executable"]
    sys.exit("error: cargo has built no benchmark")


def measure(binary, rounds, ratios, words=()):
    """Times all cases in rounds. `ratios` has the key of each peer's ratio to `before`. Returns the results by the cases'
    names."""
    times = collections.defaultdict(lambda: {peer: [] for peer in ["before", *ratios]})
    threads_of = {}
    rounds_told = 0
    command = [binary, "time", str(rounds), *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout:
            round, case, threads, peer, nanos = line.rstrip("\n").split("\t")
            threads_of[case] = threads
            times[case][peer].append(float(nanos))
            if int(round) == rounds_told:
                rounds_told += 1
                tell_progress(rounds_told, rounds)
    if process.returncode != 0:
        sys.exit("error: the benchmark fails")
    return {case: result(case, threads_of[case], times[case], ratios) for case in times}


def tell_progress(done, rounds):
    """Prints the progress for a terminal, or as lines for the report."""
    if sys.stderr.isatty():
        print(f"\rround {done} of {rounds} ", end="", file=sys.stderr)
    else:
        print(f"progress {done}/{rounds}", file=sys.stderr)


def result(case, threads, times, ratios_to_before):
    """Returns the results of a case, as `--json` writes them."""
    row = {"case": case, "threads": threads}
    for peer, nanos in times.items():
        row[f"{peer}_ns"] = {"min": min(nanos), "median": statistics.median(nanos)}
    for peer, key in ratios_to_before.items():
        ratios = [ours / before for ours, before in zip(times[peer], times["before"])]
        low, median, high = statistics.quantiles(ratios)
        minimum = row[f"{peer}_ns"]["min"] / row["before_ns"]["min"]
        row[key] = {"min": minimum, "median": median, "low": low, "high": high}
    return row | {"counts": None}


def count(binary, crate, cases, words=()):
    """Counts the instructions of an operation: the difference between two runs and one. Leaves out libc's instructions,
    because an allocation takes a varying number of them."""
    with tempfile.TemporaryDirectory() as scratch:
        once, twice = (
            callgrind.profile(binary, ["count", runs, *words], f"{crate}::rounds", pathlib.Path(scratch, runs)) for runs in ("1", "2")
        )
    code = callgrind.disassemble(binary)
    for row in once:
        case, operations, peer = row.split("\t")
        counts = {"instructions": 0, "locked": 0}
        for (stranger, address), times in (twice[row] - once[row]).items():
            if not stranger:
                counts["instructions"] += times / int(operations)
                if callgrind.is_locked(code[address]):
                    counts["locked"] += times / int(operations)
        cases[case]["counts"] = (cases[case]["counts"] or {}) | {peer: counts}
