"""The book's maps and charts, drawn with matplotlib from the data beside this folder.

palette    colours, faces, sizes: what makes the pictures one family
canvas     a picture in points on which lines, areas, marks and words are put
tidy       matplotlib's SVG made plain: paths and real text, nothing else
land       the map data, projected and clipped
marks      the small shapes that tell sources and kinds apart
overview diyala timeline deaths residents cover    one picture each
"""
