"""`python -m kindward` is the `kindward` command."""

from kindward.cli import main

if __name__ == "__main__":
    main()
