"""What each comparison lists: its rows, the orders they stand in, and where each leads."""
