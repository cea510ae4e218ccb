"""Figures and tables at the head of a page, where they would leave a hole at the foot of another.

movable   what may move, and what keeps its order with what
context   one layout in which what does not fit waits for the head of the next page
feet      how much is left white at the feet of pages
survey    what a layout shows of its figures
forecast  where they would stand if some of them went up to other pages
placing   the layouts that promise most, and the best of them
"""
