"""Stands in for Mesa in a test: as much of it as ../../../mesa.py asks for."""

__version__ = "3.0-stand-in"
