"""LaidOutPages and foreign PDFs -> what a printer takes: press files, sheets, booklets."""
