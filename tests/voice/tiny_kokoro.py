"""A model of Kokoro's inputs and outputs, as small as one can be, written byte by byte in ONNX.

Every sign is a short tone; a stop, a space or an end as long a silence; twice the speed, half as
long. How long each sign lasts, in ticks, has the name that it has in the real model. (Fields:
onnx.proto3 of ONNX 1.16.)
"""

from hashlib import sha256
from struct import pack

import numpy as np

from kindward.voice.kokoro.alphabet import NUMBERS, STOPS
from kindward.voice.kokoro.files import Piece

FLOAT, INT64 = 1, 7
TICK = 600
"""The samples that the model counts in."""

TICKS = 2
"""What a sign takes at speed 1."""


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
    shape = b"".join(_field(1, dim) for dim in dims)
    return shape + _field(2, kind) + _field(8, name) + _field(9, raw)


def _value(name, kind, *dims):
    shape = b"".join(_field(1, _field(2 if isinstance(d, str) else 1, d)) for d in dims)
    return _field(1, name) + _field(2, _field(1, _field(1, kind) + _field(2, shape)))


def _node(kind, inputs, output, *attributes):
    names = b"".join(_field(1, name) for name in inputs)
    told = b"".join(_field(5, each) for each in attributes)
    return names + _field(2, output) + _field(4, kind) + told


def _attribute(name, value):
    """One that is a whole number."""
    return _field(1, name) + _field(3, value) + _field(20, 2)


def model():
    loud = np.ones(256, "<f4")
    loud[[0, *(NUMBERS[sign] for sign in STOPS + " ")]] = 0
    wave = np.sin(np.arange(TICK) / 10).astype("<f4")
    constants = (
        _tensor("loud", FLOAT, (256,), loud.tobytes()),
        _tensor("wave", FLOAT, (TICK,), wave.tobytes()),
        _tensor("none", FLOAT, (), pack("<f", 0)),
        _tensor("step", FLOAT, (), pack("<f", 1)),
        _tensor("ticks", FLOAT, (), pack("<f", TICKS)),
        _tensor("most", FLOAT, (), pack("<f", 50)),
        _tensor("along", INT64, (), pack("<q", 1)),
        _tensor("all", INT64, (2,), pack("<qq", 0, 1)),
        _tensor("second", INT64, (1,), pack("<q", 1)),
        _tensor("column", INT64, (2,), pack("<qq", -1, 1)),
        _tensor("flat", INT64, (1,), pack("<q", -1)),
    )
    nodes = (
        _node("Cast", ("tokens",), "numbers", _attribute("to", FLOAT)),
        _node("Mul", ("numbers", "none"), "zeros"),
        _node("Div", ("ticks", "speed"), "slow"),
        _node("Add", ("zeros", "slow"), "each"),
        _node("Round", ("each",), "whole"),
        _node("Clip", ("whole", "step", "most"), "/encoder/Clip_output_0"),
        _node("CumSum", ("/encoder/Clip_output_0", "along"), "ends"),
        _node("ReduceSum", ("/encoder/Clip_output_0", "all"), "total", _attribute("keepdims", 0)),
        _node("Range", ("none", "total", "step"), "row"),
        _node("Reshape", ("row", "column"), "times"),
        _node("GreaterOrEqual", ("times", "ends"), "over"),
        _node("Cast", ("over",), "past", _attribute("to", INT64)),
        _node("ReduceSum", ("past", "second"), "which", _attribute("keepdims", 0)),
        _node("Gather", ("loud", "tokens"), "rows"),
        _node("Reshape", ("rows", "flat"), "strengths"),
        _node("Gather", ("strengths", "which"), "strength"),
        _node("Reshape", ("strength", "column"), "upright"),
        _node("Mul", ("upright", "wave"), "sounds"),
        _node("Reshape", ("sounds", "flat"), "sound"),
        _node("ReduceMean", ("style",), "level", _attribute("keepdims", 0)),
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
