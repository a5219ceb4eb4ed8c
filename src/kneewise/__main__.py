"""`python -m kneewise` is the command `kneewise`."""

from kneewise.cli import main

if __name__ == "__main__":
    main()
