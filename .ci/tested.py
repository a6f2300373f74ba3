"""Copies of the workspace that are tested with changes, and runs of their tests that end at the first failure."""

import os
import re
import shutil
import signal
import subprocess
import threading
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def copy_workspace(tree):
    shutil.rmtree(tree, ignore_errors=True)
    # Copy without the old times. Otherwise cargo would take what was built last for the original.
    shutil.copytree(ROOT, tree, symlinks=True, copy_function=shutil.copy,
                    ignore=shutil.ignore_patterns("target", ".git"))


class Run:
    """A run of a test program: whether a test has failed, the test that began last, and the output."""

    def __init__(self, command, timeout, **options):
        self.process = subprocess.Popen(command, text=True, errors="replace", stdout=subprocess.PIPE,
                                        start_new_session=True, **options)
        self.is_late, self.failed, self.test, self.output = False, False, None, ""
        timer = threading.Timer(timeout, self.stop)
        timer.start()
        try:
            self.read()
        finally:
            timer.cancel()
            self.kill()

    def read(self):
        for line in self.process.stdout:
            self.output += line
            if begins := re.match(r"test (\S+).* \.\.\. ", line):
                self.test = begins[1]
            if line.endswith("FAILED\n"):
                # The tests that follow would only take time.
                self.failed = True
                return
        self.process.wait()

    def stop(self):
        self.is_late = True
        self.kill()

    def kill(self):
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait()
