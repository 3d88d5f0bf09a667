"""The register: files with the facts that several notices share, read into records with their places.

Nothing in this package knows Sphinx or docutils, and nothing logs: what is wrong comes back as data.
"""
