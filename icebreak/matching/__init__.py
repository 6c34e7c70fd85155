"""What people have in common, from what they wrote: texts in, phrases with evidence out.

Pure and usable alone: no clock, no database, no chance, no network.
"""
