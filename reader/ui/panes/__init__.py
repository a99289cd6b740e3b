"""The panes.  They post messages upwards, are called from above, and never import each other."""
