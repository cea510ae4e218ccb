"""From a publication folder to its editions. build.py is the flow; the rest are its steps."""
