"""octavo: a Markdown manuscript in; agreeing PDF, EPUB and printed editions out.

Read the tree as the data flows: reading -> book -> layouts -> pdf | epub, joined by
octavo.pipeline.build. docs/design.md is the map.
"""

__version__ = "0.1.0"
