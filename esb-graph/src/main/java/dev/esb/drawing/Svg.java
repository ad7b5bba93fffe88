package dev.esb.drawing;

import java.util.Arrays;
import java.util.Locale;

/** Writes the elements of an SVG file. Every text and value is escaped, and what XML does not allow at all is replaced. */
final class Svg {
    private final StringBuilder text = new StringBuilder();

    /** @param attributes names and values in turn; numbers are rounded to a tenth */
    Svg open(String name, Object... attributes) {
        return start(name, attributes, ">\n");
    }

    Svg close(String name) {
        text.append("</").append(name).append(">\n");
        return this;
    }

    Svg empty(String name, Object... attributes) {
        return start(name, attributes, "/>\n");
    }

    Svg text(String name, String content, Object... attributes) {
        start(name, attributes, ">");
        text.append(escaped(content)).append("</").append(name).append(">\n");
        return this;
    }

    /** What is drawn until the group is closed belongs together. */
    Svg group(String style) {
        return open("g", "class", style);
    }

    /** A group, with all in it moved to a place. */
    Svg groupAt(double x, double y) {
        return open("g", "transform", "translate(%s,%s)".formatted(number(x), number(y)));
    }

    Svg closeGroup() {
        return close("g");
    }

    /** The tooltip of the group. */
    Svg tooltip(String content) {
        return text("title", content);
    }

    Svg rectangle(String style, Box box, double radius) {
        return empty(
                "rect",
                "class",
                style,
                "x",
                box.x(),
                "y",
                box.y(),
                "width",
                box.width(),
                "height",
                box.height(),
                "rx",
                radius);
    }

    /** @param form the data of the path, with {@code %s} for each number */
    Svg path(String style, String form, Double... numbers) {
        return empty(
                "path",
                "class",
                style,
                "d",
                form.formatted(Arrays.stream(numbers).map(Svg::number).toArray()));
    }

    /** A line of text, whose base line begins at a point. */
    Svg words(String style, String content, double size, double x, double y) {
        return text("text", content, "class", style, "font-size", size, "x", x, "y", y);
    }

    private Svg start(String name, Object[] attributes, String end) {
        text.append('<').append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            text.append(' ')
                    .append(attributes[i])
                    .append("=\"")
                    .append(value(attributes[i + 1]))
                    .append('"');
        }
        text.append(end);
        return this;
    }

    private static String value(Object value) {
        return value instanceof Double number ? number(number) : escaped(value.toString());
    }

    static String number(double value) {
        String rounded = String.format(Locale.ROOT, "%.1f", value);
        return rounded.endsWith(".0") ? rounded.substring(0, rounded.length() - 2) : rounded;
    }

    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(character -> {
            switch (character) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(isAllowed(character) ? character : 0xFFFD);
            }
        });
        return escaped.toString();
    }

    /** The characters of <a href="https://www.w3.org/TR/xml/#charsets">XML 1.0</a>. */
    private static boolean isAllowed(int character) {
        return character == '\t'
                || character == '\n'
                || character >= 0x20 && character <= 0xD7FF
                || character >= 0xE000 && character <= 0xFFFD
                || character >= 0x10000;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
