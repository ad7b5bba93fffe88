package dev.esb.maven;

import dev.esb.environment.UnusableValueException;
import dev.esb.parameter.WholeNumber;
import dev.esb.snapshot.SnapshotOptions.Mode;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.PatternSyntaxException;
import org.apache.maven.project.MavenProject;

/** Reads the parameters about snapshots. */
final class SnapshotParameter {
    private static final int MOST = 1000;

    private SnapshotParameter() {}

    /** @throws UnusableValueException when it is none of the three */
    static Mode mode(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> Mode.ON;
            case "false" -> Mode.OFF;
            case "refresh" -> Mode.REFRESH;
            default -> throw new UnusableValueException("value", "esb.snapshot", text, "true, false or refresh");
        };
    }

    /** @throws UnusableValueException when one is no pattern */
    static List<String> patterns(List<String> texts) {
        for (String text : texts) {
            try {
                FileSystems.getDefault().getPathMatcher("glob:" + text.replace("**/", "{,**/}"));
            } catch (PatternSyntaxException e) {
                throw new UnusableValueException(
                        "pattern",
                        "esb.snapshotInputs",
                        text,
                        "a path with * and ** in it, such as src/main/resources/db/** (here: %s)"
                                .formatted(e.getDescription()));
            }
        }
        return texts;
    }

    /** @throws UnusableValueException when it is no number in the range */
    static int limit(String text) {
        return WholeNumber.read(text, 1, MOST)
                .orElseThrow(() -> new UnusableValueException(
                        "number", "esb.snapshotLimit", text, "a whole number from 1 to " + MOST));
    }

    /**
     * Which stack it is, the same in another checkout: the module's name, and that of the stack where the build has several. Without a module, the name
     * of the directory.
     */
    static String stack(MavenProject project, Path directory, String stack) {
        boolean isModule = project != null && project.getFile() != null;
        String name = isModule
                ? project.getGroupId() + ":" + project.getArtifactId()
                : String.valueOf(directory.getFileName());
        return stack.isEmpty() ? name : name + "/" + stack;
    }
}
