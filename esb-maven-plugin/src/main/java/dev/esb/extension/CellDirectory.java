package dev.esb.extension;

/** The build directory of each module in this process. */
public final class CellDirectory {
    /** Relative to the module's base directory, with {@code /}. No user property, which would be one of each project as well. */
    public static final String VARIABLE = "ESB_MATRIX_BUILD_DIRECTORY";

    private CellDirectory() {}

    /** As a pom would have it. */
    static String inPom() {
        return "${project.basedir}/" + System.getenv(VARIABLE);
    }
}
