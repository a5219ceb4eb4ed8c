"""One file a command: parse, ask the journal, print."""


def main() -> None:
    """Entry point of the `kneewise` command."""
    from kneewise.cli.app import run

    run()
