"""Run the command as `python -m aas_toolkit`."""

from aas_toolkit.cli import main

if __name__ == "__main__":
    main()
