"""The command `kneewise`: finds the commands beside it and turns errors into one line."""

from __future__ import annotations

import importlib
import io
import os
import pkgutil
import sys
from pathlib import Path
from typing import Annotated

import typer

import kneewise.cli.commands as commands_package
from kneewise import __version__
from kneewise.cli.options import home_path
from kneewise.model.errors import KneewiseError

BLAS_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
"""Our matrices are small: several threads wait for each other longer than they reckon (measured
on two busy cores: 20 s of processor time for an answer that takes one thread 6 s)."""

app = typer.Typer(
    name="kneewise",
    help="Why does my knee hurt after running, and what do I do now?\n\n"
    "Education and training analysis, not a medical device. Nothing leaves this machine "
    "unless you ask for that very thing.",
    no_args_is_help=True,
    rich_markup_mode=None,  # plain help starts three times faster
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(value: bool) -> None:
    if value:
        typer.echo(f"kneewise {__version__}")
        raise typer.Exit


@app.callback()
def main(
    ctx: typer.Context,
    home: Annotated[
        Path | None,
        typer.Option(
            "--home",
            parser=home_path,
            metavar="FOLDER",
            help="Folder of the data (else KNEEWISE_HOME, else your user's).",
        ),
    ] = None,
    version: Annotated[  # noqa: ARG001 - Typer calls `_version` with it
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version.")
    ] = False,
) -> None:
    """Keep the home that was named for the command that follows."""
    ctx.obj = home


def register() -> typer.Typer:
    """The app with every module of `cli/commands` registered, in the order of their names."""
    if not app.registered_commands and not app.registered_groups:
        for found in pkgutil.iter_modules(commands_package.__path__):
            importlib.import_module(f"kneewise.cli.commands.{found.name}").register(app)
    return app


def run(arguments: list[str] | None = None) -> None:
    """Run one command line; an error is one sentence on stderr and its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a console that knows no ● still gets the answer
    for variable in BLAS_THREADS:
        os.environ.setdefault(variable, "1")
    try:
        register()(args=arguments, standalone_mode=True)
    except KneewiseError as error:
        print(f"kneewise: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except Exception as error:  # noqa: BLE001 - the edge: a person gets a sentence, a file the rest
        print(f"kneewise: {_unexpected(error)}", file=sys.stderr)
        sys.exit(70)


def _unexpected(error: Exception) -> str:
    """Keep the trace in a file of its own and say where it is; nothing is sent anywhere."""
    import tempfile
    import traceback

    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", prefix="kneewise-error-", suffix=".txt", delete=False
    ) as kept:
        traceback.print_exception(error, file=kept)
    return (
        f"something went wrong inside ({type(error).__name__}); your data is as it was. "
        f"The details are in {kept.name}."
    )
