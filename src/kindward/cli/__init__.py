"""The command line: a thin edge with one file per command, loaded only when it is called.

In come words typed by a person, out go words on a terminal, files or JSON. It knows no web page;
`serve` names the web room's application by a string, which uvicorn loads. Every sentence that a
person may read stands in `words`.
"""

from kindward.cli.doors import doors, main

__all__ = ["doors", "main"]
