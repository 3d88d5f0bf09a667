"""From whole notices to standard docutils nodes: a module for each shape of overview."""
