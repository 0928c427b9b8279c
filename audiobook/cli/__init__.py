"""The command line: parses, calls the pipeline, prints. Commands are imported only when they are used."""

from __future__ import annotations

import contextlib
import importlib
import os
import sys
from collections.abc import Sequence

import click

from audiobook import __version__
from audiobook.cli.stopping import Stopped, heeded
from audiobook.cli.suggesting import SuggestingGroup, unknown_option
from audiobook.cli.terminal import print_line, speak_utf_8
from audiobook.errors import AudiobookError

COMMANDS = {
    "build": "Turn publications into a course: MP3s, feed, transcripts, player.",
    "studio": "Open the workbench in the browser: drop, correct, build, mend.",
    "inspect": "Show the articles, minutes to expect and findings; no audio.",
    "script": "Write the text as Markdown that you can correct and build.",
    "render": "Make single articles of a book again.",
    "say": "Hear a sentence.",
    "normalize": "Turn written lines into spoken lines, figures into words.",
    "voices": "List the voices of an engine.",
    "lexicon": "Add and check readings of your own.",
    "feed": "Write the podcast feeds again, without audio work.",
    "serve": "Serve the books to phones and browsers nearby.",
    "cards": "Write an Anki deck of a book's recall questions.",
    "quiz": "Ask a book's recall questions, each when it is due.",
    "cache": "Show, prune and verify the store of spoken sentences.",
    "doctor": "Check this machine: packages, model, disk, network.",
}
"""Name -> the line in --help; the module of the same name in this package holds `command`."""


class Commands(SuggestingGroup):
    """A group whose commands are imported when they are called, so that --help is instant."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order a newcomer needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"audiobook.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands from the table, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start here:  audiobook build issue.txt   then   audiobook serve",
)
@click.version_option(__version__, "-V", "--version", prog_name="audiobook")
def cli() -> None:
    """Turn a publication into a course you can listen to.

    A scanned journal issue, a newspaper page, a Word file or an e-book goes in; chaptered, tagged MP3s with a
    podcast feed, transcripts and a player come out, read offline by a voice that comes with the package.
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """The console script: runs the command line and exits with 0 (done), 1 (something is missing) or 2 (wrong use)."""
    sys.exit(run(arguments, alone=True))


def run(arguments: Sequence[str] | None = None, *, alone: bool = False) -> int:
    """Runs one command and returns its exit code. Every error becomes one line here, and only here. `alone`: the
    process does nothing else, and may end with what does not come back."""
    speak_utf_8()
    try:
        with heeded():
            given = list(arguments) if arguments is not None else None
            result = cli.main(args=given, standalone_mode=False, obj={"alone": alone})
    except (click.Abort, KeyboardInterrupt) as error:
        cause = error.__cause__ if isinstance(error, click.Abort) else error
        code = cause.exit_code if isinstance(cause, Stopped) else 130
        return _fail("stopped; what is finished is kept, the same command goes on from there", code)
    except SystemExit as error:
        if isinstance(error.__context__, BrokenPipeError):  # click's way of saying it
            return 0
        return _fail(f"a package that was called ended the program (SystemExit: {error.code})", 1)
    except BrokenPipeError:
        # the reader of our output has gone; nothing is wrong with us
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        return _fail(*explain(error))
    return result if isinstance(result, int) else 0


def explain(error: Exception) -> tuple[str, int]:
    """The one line that says what is wrong, and the exit code. Raises what nobody foresaw if AUDIOBOOK_DEBUG is set."""
    if isinstance(error, AudiobookError):
        return str(error), error.exit_code
    if isinstance(error, click.UsageError):
        hint = f" (see {error.ctx.command_path} --help)" if error.ctx is not None else ""
        line = unknown_option(error) if isinstance(error, click.NoSuchOption) else error.format_message()
        return line + hint, 2
    if isinstance(error, click.ClickException):
        return error.format_message(), error.exit_code
    if isinstance(error, OSError):
        name = f"{error.filename}: " if error.filename else ""
        return f"{name}{error.strerror or error}", 1
    if isinstance(error, UnicodeEncodeError) and error.encoding == sys.getfilesystemencoding():
        return f"{error.object}: the names of files are in {error.encoding} here, which lacks this; set PYTHONUTF8=1", 1
    if isinstance(error, MemoryError):
        return "out of memory; try fewer --workers", 1
    if os.environ.get("AUDIOBOOK_DEBUG"):
        raise error
    return f"unexpected {type(error).__name__}: {error} (AUDIOBOOK_DEBUG=1 shows where)", 1


def _fail(message: str, code: int) -> int:
    with contextlib.suppress(OSError):  # errors that nobody can be told are errors all the same
        print_line(f"audiobook: {message}", err=True)
    return code
