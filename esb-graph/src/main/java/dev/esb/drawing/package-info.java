/**
 * Draws the graph of a stack as SVG. {@link dev.esb.drawing.Drawing} is all that the goal knows of it, by its name: the classes are in an artifact
 * of its own with the library for the layout, so that builds that draw nothing load neither.
 */
package dev.esb.drawing;
