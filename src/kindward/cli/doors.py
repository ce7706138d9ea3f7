"""The `kindward` command itself: its list of commands, and what becomes of an error.

A command's file is imported only when it is called, so that `kindward --help` stays quick.
"""

import errno
import os
import signal
import sys
from collections.abc import Sequence
from importlib import import_module
from keyword import iskeyword
from pathlib import Path
from typing import NoReturn

import click

from kindward import __version__
from kindward.cli import words
from kindward.errors import BadSetting, KindwardError
from kindward.threads import keep_to_one

DEBUG = "KINDWARD_DEBUG"
"""Set to 1, an unexpected error shows where in our code it happened."""


class Doors(click.Group):
    """The commands by name; each is a stub with its short help until it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of `words`, which is that of a person's first day here."""
        del ctx
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The real command in the place of its stub."""
        name, stub, rest = super().resolve_command(ctx, args)
        return name, _load(name) if name and stub else None, rest


def _load(name: str) -> click.Command:
    own = name.replace("-", "_")
    own += "_" if iskeyword(own) else ""  # `import` is a word of Python's own
    command: click.Command = getattr(import_module(f"kindward.cli.{own}"), own)
    return command


@click.group(
    "kindward",
    cls=Doors,
    commands={name: click.Command(name, short_help=told) for name, told in words.COMMANDS.items()},
    invoke_without_command=True,
    help=words.HELP,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 90},
)
@click.version_option(__version__, message="kindward %(version)s")
@click.pass_context
def doors(ctx: click.Context) -> None:
    """Without a command, opens the page."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(_load("serve"), host="localhost", port=None, no_browser=False)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command, then end with its exit code: 0 fine, 1 not possible, 2 not understood."""
    _open_streams()
    keep_to_one()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # by way of every `finally`
    sys.exit(_run(arguments))


def _open_streams() -> None:
    """Words to a stream that was closed (`>&-`) go nowhere; a sign that one lacks is written out.

    The number of a closed stream would else be given to the next file, and words into that.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 - stays
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def _run(arguments: Sequence[str] | None) -> int:
    """The exit code. This is the only place that turns an error into words and a number."""
    try:
        result = doors.main(arguments, prog_name="kindward", standalone_mode=False)
        sys.stdout.flush()  # a full disk or a closed pipe shows here, not after the end
    except click.ClickException as error:
        return _tell(_of_click(error), error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        return 130
    except KindwardError as error:
        return _tell(str(error), 2 if isinstance(error, BadSetting) else 1)
    except OSError as error:
        return _of_system(error)
    except Exception as error:
        if os.environ.get(DEBUG) == "1":
            raise
        return _tell(words.our_fault(type(error).__name__), 1)
    return result if isinstance(result, int) else 0


def _tell(sentence: str, exit_code: int) -> int:
    click.echo(sentence, err=True)
    return exit_code


def _of_click(error: click.ClickException) -> str:
    """One line for what was typed and could not be understood."""
    told = error.message if isinstance(error, click.BadParameter) else ""
    if isinstance(error, click.UsageError) and error.ctx is not None:
        return words.see_help(told or error.format_message(), error.ctx.command_path)
    return told or error.format_message()


def _of_system(error: OSError) -> int:
    """A closed pipe (`| head`) is no error worth a word; a full disk behind stdout is."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nothing is flushed twice
    if error.errno == errno.EPIPE:
        return 1
    name = error.filename if isinstance(error.filename, str) else ""
    return _tell(words.cannot(name or words.STDOUT, error.errno, error.strerror), 1)
