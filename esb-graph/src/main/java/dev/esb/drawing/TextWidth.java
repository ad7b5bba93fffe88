package dev.esb.drawing;

/** How wide a text is, estimated so that it fits in any common sans-serif font. */
final class TextWidth {
    private TextWidth() {}

    /** @param size of the font, in the same unit as the result */
    static double of(String text, double size) {
        return text.codePoints().mapToDouble(TextWidth::ofCharacter).sum() * size;
    }

    /** The text, if it is not wider; else its beginning and its end: what tells two long images apart is often at the end. */
    static String shorten(String text, double size, double width) {
        if (of(text, size) <= width) {
            return text;
        }
        int[] points = text.codePoints().toArray();
        int kept = points.length - 1;
        while (kept > 2 && of(cut(points, kept), size) > width) {
            kept--;
        }
        return cut(points, kept);
    }

    private static String cut(int[] points, int kept) {
        int end = kept / 2;
        return new String(points, 0, kept - end) + "…" + new String(points, points.length - end, end);
    }

    private static double ofCharacter(int character) {
        if (character >= 0x1100) {
            // East Asian characters and pictures are as wide as they are high; so may be what has no width.
            return character < 0x2E80 ? 1.0 : 1.15;
        }
        return switch (character) {
            case 'i', 'j', 'l', '.', ',', ':', ';', '\'', '|', '!', ' ', '/', 'f', 't', 'r', '(', ')', '[', ']', '-' ->
                0.42;
            case 'm', 'w', 'M', 'W', '@', '%' -> 1.0;
            default -> Character.isUpperCase(character) ? 0.76 : 0.65;
        };
    }
}
