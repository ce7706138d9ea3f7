"""The score parser under a coverage-guided fuzzer: any bytes are a score, or located faults.

    .venv/bin/pip install atheris
    .venv/bin/python fuzz/score.py -max_total_time=60 -max_len=4096

Whatever is found goes into tests/score as a named case. (libFuzzer, by way of atheris.)
"""

import sys

import atheris

with atheris.instrument_imports(include=["kindward.score", "kindward.plan"]):
    from kindward.plan import CannotFit, layout
    from kindward.score import FaultyScore, parse, write


def one_input(data: bytes) -> None:
    """A score that can be read can be written, read again, and set in time or refused."""
    try:
        score = parse(data)
    except FaultyScore:
        return
    assert parse(write(score)) == score  # noqa: S101
    try:
        plan = layout(score, {text: 0.4 + len(text) / 14 for text in score.lines()}, 300)
    except CannotFit:
        return
    assert plan.cues[-1].end == 300 * 50  # noqa: S101


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
