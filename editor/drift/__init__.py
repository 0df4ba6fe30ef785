"""How far a picture has wandered from another: alignment, the measure, its heat map, and the locked keep.

Pure functions over decoded pictures: `align.align` finds how the frame moved, `measure.measure` says what changed
outside the region that was meant to change, `keep.put_back` restores it bit for bit.
"""
