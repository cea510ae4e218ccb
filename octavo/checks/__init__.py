"""Read-only judges: do the editions agree, and do they keep their standards?"""
