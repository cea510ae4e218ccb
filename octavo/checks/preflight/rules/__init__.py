"""The rules of preflight, by what they look at; octavo.checks.preflight.rules.table lists them."""
