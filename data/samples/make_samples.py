"""Make the sample data of this folder: `python data/samples/make_samples.py [--target FOLDER]`.

Seeded and exact: two runs give the same bytes. What the figures are and are not: README.md.
"""

import argparse
from pathlib import Path

from maker import rak, recap, rfk, tidy
from maker.lines import all_lines
from maker.physical import QUARTERS, standings
from maker.register import Names, agencies
from maker.tree import rows

HERE = Path(__file__).parent


def make(target: Path) -> list[Path]:
    """Write every sample file beneath `target`; returns their paths."""
    batu, plain = target / "kota-batu-2023", target / "tidy"
    for folder in (batu, plain):
        folder.mkdir(parents=True, exist_ok=True)
    names, lines = Names(), all_lines()
    tree = rows(lines, names)
    progress = [standings(agency, lines) for agency in agencies()]
    made = []
    for quarter in QUARTERS:
        made += [batu / f"rekap-belanja-triwulan-{quarter}.xlsx", batu / f"rfk-triwulan-{quarter}.xlsx"]
        recap.write(tree, lines, quarter, made[-2])
        rfk.write([years[quarter - 1] for years in progress], quarter, made[-1])
    made += [batu / "rak-2023.xlsx", batu / "rak-perubahan-oktober-2023.xlsx"]
    rak.write(tree, lines, made[-2], revised=False)
    rak.write(tree, lines, made[-1], revised=True)
    made.append(plain / "kota-batu-2023-triwulan-3.csv")
    tidy.write(lines, names, made[-1])
    return made


def main() -> None:
    """Read the one option and make the files."""
    parser = argparse.ArgumentParser(description="Make the sample data of Kota Batu, fiscal year 2023.")
    parser.add_argument("--target", type=Path, default=HERE, help="folder to write into")
    for path in make(parser.parse_args().target):
        print(path)


if __name__ == "__main__":
    main()
