"""Figures and tables at the head of a page, where they would leave a hole at the foot of another.

movable   what may move, and what keeps its order with what
context   one layout in which what does not fit waits for the head of the next page
feet      how much is left white at the feet of pages
placing   further layouts, in which a figure goes up to the page that first speaks of it
"""
