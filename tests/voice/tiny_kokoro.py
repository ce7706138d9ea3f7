"""A model of Kokoro's inputs and outputs, as small as one can be, written byte by byte in ONNX.

Every sign is a short tone; a stop, a space or an end as long a silence; twice the speed, half as
long, in whole ticks. (Fields: onnx.proto3 of ONNX 1.16.)
"""

from hashlib import sha256
from struct import pack

import numpy as np

from kindward.voice.kokoro.alphabet import NUMBERS, STOPS
from kindward.voice.kokoro.files import Piece
from kindward.voice.kokoro.graph import LASTING

FLOAT, INT64 = 1, 7
TICK, TICKS = 600, 2.0
"""Samples in a tick, and the ticks that a sign takes at speed 1."""


def _number(value):
    out = b""
    while value > 127:
        out += bytes([value & 127 | 128])
        value >>= 7
    return out + bytes([value])


def _field(number, value):
    if isinstance(value, int):
        return _number(number << 3) + _number(value)
    value = value.encode() if isinstance(value, str) else value
    return _number(number << 3 | 2) + _number(len(value)) + value


def _tensor(name, kind, dims, raw):
    return b"".join(
        (*(_field(1, d) for d in dims), _field(2, kind), _field(8, name), _field(9, raw))
    )


def _value(name, kind, *dims):
    shape = b"".join(_field(1, _field(2 if isinstance(d, str) else 1, d)) for d in dims)
    return _field(1, name) + _field(2, _field(1, _field(1, kind) + _field(2, shape)))


def _node(kind, inputs, output, *attributes):
    names = b"".join(_field(1, name) for name in inputs)
    told = b"".join(_field(5, each) for each in attributes)
    return names + _field(2, output) + _field(4, kind) + told


KEEP_NO_DIMS = _field(1, "keepdims") + _field(3, 0) + _field(20, 2)


def model():
    loud = np.ones(256, "<f4")
    loud[[0, *(NUMBERS[sign] for sign in STOPS + " ")]] = 0
    wave = np.sin(np.arange(TICK) / 10).astype("<f4")
    constants = (
        _tensor("loud", FLOAT, (256,), loud.tobytes()),
        _tensor("wave", FLOAT, (1, TICK), wave.tobytes()),
        *(_tensor(f"{n:g}", FLOAT, (), pack("<f", n)) for n in (0, 0.5, 1, TICKS)),
        _tensor("axis 0", INT64, (1,), pack("<q", 0)),
        _tensor("axis 1", INT64, (1,), pack("<q", 1)),
        _tensor("flat", INT64, (1,), pack("<q", -1)),
        _tensor("column", INT64, (2,), pack("<qq", -1, 1)),
    )
    nodes = (
        _node("Div", (f"{TICKS:g}", "speed"), "long"),
        _node("Round", ("long",), "rounded"),
        _node("Max", ("rounded", "1"), "ticks"),
        _node("Unsqueeze", ("ticks", "axis 0"), LASTING),
        _node("CumSum", ("ticks", "axis 0"), "ends"),
        _node("ReduceSum", ("ticks",), "all", KEEP_NO_DIMS),
        _node("Range", ("0", "all", "1"), "ticking"),
        _node("Add", ("ticking", "0.5"), "middles"),
        _node("Reshape", ("middles", "column"), "rows"),
        _node("Less", ("ends", "rows"), "before"),
        _node("Cast", ("before",), "counted", _field(1, "to") + _field(3, INT64) + _field(20, 2)),
        _node("ReduceSum", ("counted", "axis 1"), "which", KEEP_NO_DIMS),
        _node("Reshape", ("tokens", "flat"), "signs"),
        _node("Gather", ("signs", "which"), "heard"),
        _node("Gather", ("loud", "heard"), "strengths"),
        _node("Reshape", ("strengths", "column"), "strength"),
        _node("Mul", ("strength", "wave"), "waves"),
        _node("Reshape", ("waves", "flat"), "sound"),
        _node("ReduceMean", ("style",), "level", KEEP_NO_DIMS),
        _node("Mul", ("sound", "level"), "audio"),
    )
    inputs = (
        _value("tokens", INT64, 1, "sequence_length"),
        _value("style", FLOAT, 1, 256),
        _value("speed", FLOAT, 1),
    )
    graph = b"".join((
        *(_field(1, node) for node in nodes), _field(2, "tiny"),
        *(_field(5, constant) for constant in constants),
        *(_field(11, each) for each in inputs), _field(12, _value("audio", FLOAT, "audio_length")),
    ))  # fmt: skip
    return _field(1, 8) + _field(7, graph) + _field(8, _field(1, "") + _field(2, 13))


def table(level=0.3):
    """A voice that is as loud as this, with any number of signs."""
    return np.full((510, 256), level, "<f4").tobytes()


def piece(name, content):
    return Piece(name, len(content), sha256(content).hexdigest())
