"""From a publication folder to a Book: files, dialect, notes, citations, figures, references."""
