"""``python -m crossbearing.cli`` is the ``crossbearing`` command."""

from crossbearing.cli import main

if __name__ == "__main__":
    main()
