"""The worker: a process of its own that holds every engine and encoder, so that the house need not.

`python -m kindward.voice.worker` reads requests from stdin and answers each on stdout (`wire`),
one after the other; word to leave what it is at is heard meanwhile. It may crash or hang: whoever
started it knows how to begin anew. When stdin closes, because the house is done or was killed, it
is gone at once, even from amid a line, and all that it started with it.
"""

import os
import signal
import sys
from collections.abc import Mapping
from queue import SimpleQueue
from threading import Thread
from typing import IO

from kindward.clip import CODECS, OPUS, Clip
from kindward.units import PACKET_S
from kindward.voice.cancellation import Cancellation, Cancelled
from kindward.voice.engine import Engine, EngineFailed, SpeaksTogether
from kindward.voice.wire import Head, receive, send

Requests = SimpleQueue[tuple[Head, bytes, Cancellation]]


def main() -> None:
    """Serve every engine there is."""
    from kindward.voice.voices import ENGINES  # noqa: PLC0415 - a test serves engines of its own

    serve({engine.name: engine for engine in ENGINES})


def serve(engines: Mapping[str, Engine]) -> None:
    """Answer requests until stdin closes."""
    asked, told = sys.stdin.buffer, _private_stdout()
    requests: Requests = SimpleQueue()
    Thread(target=_listen, args=(asked, requests), daemon=True).start()
    while True:
        head, body, cancellation = requests.get()
        try:
            send(told, *_answer(engines, head, body, cancellation))
        except EngineFailed as failed:
            send(told, {"failed": str(failed)})
        except Cancelled:
            send(told, {"left": True})


def _private_stdout() -> IO[bytes]:
    """Where answers go. What a library prints goes nowhere, so it can garble none of them."""
    private = os.dup(sys.stdout.fileno())
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    return os.fdopen(private, "wb")


def _listen(asked: IO[bytes], requests: Requests) -> None:
    """Take in requests, and word to leave the last; it goes on while an engine hangs elsewhere."""
    cancellation = Cancellation()
    while (request := receive(asked)) is not None:
        head, body = request
        if head["do"] == "leave":
            cancellation.ask()
        else:
            cancellation = Cancellation()
            requests.put((head, body, cancellation))
    if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
        os.killpg(os.getpid(), signal.SIGKILL)
    os._exit(0)


def _answer(
    engines: Mapping[str, Engine], head: Head, body: bytes, cancellation: Cancellation
) -> tuple[Head, bytes]:
    """The frames that were asked for, and what is to be told of them."""
    match head["do"]:
        case "say":
            return {}, _said(engines[head["engine"]], head).frames
        case "say together":
            return _said_together(engines[head["engine"]], head, cancellation)
        case "encode":
            return {}, _encoded(head, body).frames
        case "transcode":
            return {}, _transcoded(head, body).frames
        case unknown:
            raise EngineFailed(f"no such request: {unknown}")


def _said(engine: Engine, head: Head) -> Clip:
    """A line in its slot."""
    from kindward.voice.encode import encode  # noqa: PLC0415 - the engine is ready before numpy
    from kindward.voice.performance import perform  # noqa: PLC0415

    sound = perform(engine, head["text"], head["language"], head["packets"] * PACKET_S)
    return encode(sound, CODECS[head["codec"]], head["frames"])


def _said_together(engine: Engine, head: Head, cancellation: Cancellation) -> tuple[Head, bytes]:
    """Lines said in one go, those that fitted their slots: which, and their frames in a row."""
    from kindward.voice.encode import encode  # noqa: PLC0415
    from kindward.voice.performance import perform_together  # noqa: PLC0415

    if not isinstance(engine, SpeaksTogether):
        raise EngineFailed("it says one line at a time")
    lines, codec = head["lines"], CODECS[head["codec"]]
    slots = [(line["text"], line["packets"] * PACKET_S) for line in lines]
    sounds = perform_together(engine, slots, head["language"], cancellation)
    clips = [
        encode(sound, codec, line["frames"])
        for line, sound in zip(lines, sounds, strict=True)
        if sound is not None
    ]
    given = [sound is not None for sound in sounds]
    return {"given": given}, b"".join(clip.frames for clip in clips)


def _encoded(head: Head, body: bytes) -> Clip:
    """A sound that someone else made: 32-bit floats at 48 kHz, in this machine's byte order."""
    import numpy as np  # noqa: PLC0415

    from kindward.voice.encode import encode  # noqa: PLC0415

    return encode(np.frombuffer(body, np.float32), CODECS[head["codec"]], head["frames"])


def _transcoded(head: Head, body: bytes) -> Clip:
    """What was spoken beforehand, in another codec: the size of each packet, then the packets."""
    from kindward.voice.encode import decode, encode  # noqa: PLC0415

    spoken = Clip(OPUS, body[head["packets"] :], body[: head["packets"]])
    return encode(decode(spoken), CODECS[head["codec"]], head["frames"])


if __name__ == "__main__":
    main()
