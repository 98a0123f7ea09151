"""Signs and spaces that are plainly slips: punctuation, brackets, French spaces, decimal signs, emoji. Pure.

Each part takes a prose mask and the text that it is the mask of, as long as each other: in the mask \\0 stands between
blocks, \\x01 for code and other things that cannot be judged, \\x02 for markup that nobody sees.
"""
