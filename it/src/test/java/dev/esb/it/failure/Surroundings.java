package dev.esb.it.failure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Brings the neighbour up before the first test of the suite, and takes it down after the last one. */
final class Surroundings implements ParameterResolver {

    /** A directory for projects, the home of their environments, and the neighbour. */
    record Place(Path work, Path home, Build.Maven maven, Neighbour neighbour) implements AutoCloseable {
        Project project(String env) throws IOException {
            return Project.copy(maven, SOURCE, work, home, env);
        }

        static Place make() {
            try {
                Path work = Files.createTempDirectory("esb-failure");
                Path home = work.resolve("home");
                Build.Maven maven = Build.Maven.ofSystemProperties();
                Project project = Project.copy(maven, SOURCE, work, home, Project.newName("neighbour"));
                return new Place(work, home, maven, Neighbour.up(project));
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() throws IOException {
            try {
                neighbour.down();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            try (Stream<Path> files = Files.walk(work)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static final Path SOURCE = Path.of("src/failure");

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType().equals(Place.class);
    }

    @Override
    public Place resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .computeIfAbsent(Place.class, key -> Place.make(), Place.class);
    }
}
