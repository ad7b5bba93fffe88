package dev.esb.maven;

import dev.esb.EsbException;
import dev.esb.Reporter;
import dev.esb.checkout.Checkout;
import dev.esb.wrapper.ProjectFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** A {@code .esb.properties} that does not say any more what the pom says, so that {@code ./esb} works on another environment than Maven. */
final class StaleWrapper {
    private StaleWrapper() {}

    /** Warns of it. The file can be in the directory of the module, or in one above it in the checkout, in which Maven need not run. */
    static void warn(PomSettings pom, Reporter reporter) {
        for (Path directory : Checkout.upwards(pom.project().getBasedir().toPath())) {
            Optional<ProjectFile> file = read(directory, reporter);
            ProjectFile current = pom.committedTo(directory);
            if (file.isPresent() && isAbout(file.get(), current)) {
                List<String> differences = differences(file.get(), current);
                if (!differences.isEmpty()) {
                    reporter.warn("'%s' is not what the pom says any more (%s). 'mvn esb:wrapper' writes it anew"
                            .formatted(directory.resolve(ProjectFile.NAME), String.join("; ", differences)));
                }
            }
        }
    }

    /** One that cannot be read hinders only {@code ./esb}. */
    private static Optional<ProjectFile> read(Path directory, Reporter reporter) {
        try {
            return ProjectFile.in(directory);
        } catch (EsbException e) {
            reporter.warn(e.getMessage());
            return Optional.empty();
        }
    }

    /** One at the top of a project can be about another module. */
    private static boolean isAbout(ProjectFile file, ProjectFile current) {
        return file.module().equals(current.module());
    }

    private static List<String> differences(ProjectFile file, ProjectFile current) {
        List<String> found = new ArrayList<>();
        compare("version", file.version(), current.version(), found);
        compare("env", file.env().orElse(null), current.env().orElse(null), found);
        compare("home", file.home().orElse(null), current.home().orElse(null), found);
        compare("target", file.target(), current.target(), found);
        compare("executions of up", executions(file), executions(current), found);
        return found;
    }

    private static void compare(String what, String inFile, String inPom, List<String> found) {
        if (!Objects.equals(inFile, inPom)) {
            found.add("%s: %s in the file, %s in the pom".formatted(what, quoted(inFile), quoted(inPom)));
        }
    }

    private static String quoted(String value) {
        return value == null || value.isEmpty() ? "none" : "'" + value + "'";
    }

    private static String executions(ProjectFile project) {
        return project.executions().stream()
                .map(each -> each.stack().isEmpty() ? each.id() : each.id() + " of " + each.stack())
                .collect(Collectors.joining(", "));
    }
}
