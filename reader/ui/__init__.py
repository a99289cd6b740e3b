"""The application: panes that post messages up, and one conductor that calls down."""
