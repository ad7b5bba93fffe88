package dev.esb.drawing;

/** A place in the picture: the upper left corner, and how large it is. */
record Box(double x, double y, double width, double height) {

    double right() {
        return x + width;
    }

    double bottom() {
        return y + height;
    }
}
