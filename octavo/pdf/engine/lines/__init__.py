"""Lines and pages as a careful compositor sets them: whole paragraphs, and feet that are even.

founts        a face at a size: how wide words are
matter        a line box -> runs of text, or beyond us
breakpoints   where the text may be broken, and what stands between
prices        what a line costs: what a reader sees of it
total_fit     breakpoints -> the best lines for each number of lines
pieces        lines -> what of each run stands on which line
composing     all of that for one job, kept by content
protrusion    how far marks hang into the margin
hooks         gives planned lines to WeasyPrint
drawing       draws them
flow          pages of boxes -> items, counted in lines
filling       how pages fill with items
even_feet     which paragraphs shall be longer or shorter, so that pages are full
last_page     lines saved or brought over, where a division would end with next to none
grid          paragraphs begin on the lines of their page
beyond        paragraphs that are left to WeasyPrint, and what the author is told
trial         does all of this still hold with the WeasyPrint that is installed?
"""
