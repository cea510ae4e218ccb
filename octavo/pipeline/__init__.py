"""From a publication folder to its editions: publishing opens the door, build is the flow."""
