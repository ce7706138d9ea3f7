"""The command's own process starts no thread for arrays, unless its environment asks for some."""

import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow

CODE = """
import os, sys
sys.argv = ["kindward", "--version"]
from kindward.cli import main
try:
    main()
except SystemExit:
    pass
import numpy as np
np.ones((300, 300)) @ np.ones((300, 300))
print(len(os.listdir("/proc/self/task")))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="there is one core, and so one thread")
@pytest.mark.parametrize(("asked", "more"), [({}, False), ({"OPENBLAS_NUM_THREADS": "2"}, True)])
def test_arrays_are_worked_on_by_one_thread(asked, more):
    plain = {name: value for name, value in os.environ.items() if not name.endswith("NUM_THREADS")}
    command = [sys.executable, "-c", CODE]
    done = subprocess.run(command, env=plain | asked, check=True, capture_output=True, text=True)
    assert (int(done.stdout.split()[-1]) > 1) is more
