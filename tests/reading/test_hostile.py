"""A folder of hostile files, where one is at hand: none takes long, none swells, none gives another table."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

BOMB = """
import resource, sys, time
from pathlib import Path
resource.setrlimit(resource.RLIMIT_AS, (512 * 1024 * 1024,) * 2)
from skpd_eval.errors import SkpdEvalError
from skpd_eval.reading.container import open_workbook
for name in sys.argv[1:]:
    begun = time.monotonic()
    try:
        grid = open_workbook(Path(name), name).grids[0]
        told = "read " + str(hash(str(grid.rows)))
    except SkpdEvalError as error:
        told = error.code
    print(Path(name).name, told, round(time.monotonic() - begun), sep="\\t")
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="RLIMIT_AS")
def test_open_workbook__a_folder_of_hostile_files(tmp_path: Path) -> None:
    tool = Path(__file__).parents[3] / "shared" / "tools" / "make_hostile.py"
    if not tool.exists():
        pytest.skip("no folder of hostile files")
    subprocess.run(
        [sys.executable, "-W", "ignore", str(tool), str(tmp_path)], check=True, capture_output=True
    )
    paths = sorted(str(path) for path in tmp_path.iterdir())
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    ran = subprocess.run(
        [sys.executable, "-c", BOMB, *paths], check=True, capture_output=True, text=True, env=environment
    )
    told = {
        name: (what, int(took)) for name, what, took in (line.split("\t") for line in ran.stdout.splitlines())
    }
    good = told["00_good.xlsx"][0]
    assert len(told) == len(paths)
    assert all(took < 5 for _, took in told.values())
    others = {name: what for name, (what, _) in told.items() if what.startswith("read") and what != good}
    assert not [name for name in others if name.endswith(".xlsx")]
