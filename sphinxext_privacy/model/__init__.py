"""What can be stated in a notice: the field table, the vocabularies, and how a value is read.

Nothing in this package knows Sphinx or docutils.
"""
