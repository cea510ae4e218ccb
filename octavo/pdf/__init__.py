"""MarkupDocument -> pages: the engine sets galleys, assembly joins them into the master."""
