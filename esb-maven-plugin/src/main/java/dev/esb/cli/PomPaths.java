package dev.esb.cli;

/** Paths as a pom has them, of which {@code .esb.properties} keeps the home directory by its expression: it is another one for each user. */
final class PomPaths {
    private PomPaths() {}

    static String of(String text) {
        return text.replace("${user.home}", System.getProperty("user.home"));
    }
}
