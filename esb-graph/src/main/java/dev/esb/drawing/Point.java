package dev.esb.drawing;

/** In the units of the picture, from its upper left corner. */
record Point(double x, double y) {}
