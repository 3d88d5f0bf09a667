"""From records to standard docutils nodes: a module for each style, and what they share.

Only nodes that every writer of Sphinx knows come out of here.
"""
