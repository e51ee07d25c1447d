"""Pictures of the exercises from data: one motion model gives stills, animation, words and joint angles.

Centimetres and degrees. World: +x right in the picture, +y up, +z toward the viewer, floor at y = 0. A bone's axes are the
columns of its matrix: forward, up (toward the head), right.
"""
