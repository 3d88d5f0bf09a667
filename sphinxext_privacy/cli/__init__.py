"""The command line: a module for each command, and one line in ``main.py``."""
