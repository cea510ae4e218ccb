"""Read-only judges of what octavo makes: they look, they never change anything."""
