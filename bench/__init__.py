"""Measurements that compare octavo with plain WeasyPrint and with its peers, as ratios."""
