"""`python -m audiobook` is the command line."""

from audiobook.cli import main

if __name__ == "__main__":
    main()
