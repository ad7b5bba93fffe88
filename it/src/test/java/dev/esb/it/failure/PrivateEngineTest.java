package dev.esb.it.failure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * What tests have in common that an engine of their own gives them: no other test uses it, so it may end, and nothing but they themselves
 * takes down what ended builds have left on it. A class of them needs the annotation {@code @EnabledIf}, which is not inherited.
 */
@Execution(ExecutionMode.SAME_THREAD)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PrivateEngineTest {
    /** For the condition of each class. */
    static final String IS_POSSIBLE = "dev.esb.it.failure.PrivateEngine#isPossible";

    static final String REASON =
            "only root can start an engine of the suite's own, outside of containers, and dockerd has to be installed";

    private final List<Project> projects = new ArrayList<>();
    private PrivateEngine engine;

    @TempDir
    private Path work;

    @BeforeAll
    void startEngine() throws IOException, InterruptedException {
        engine = PrivateEngine.start();
    }

    @AfterAll
    void removeEngine() throws IOException, InterruptedException {
        if (engine != null) {
            engine.remove();
        }
    }

    @BeforeEach
    void useEngine() {
        Shell.useEngine(engine.host());
    }

    @AfterEach
    void cleanUp() throws IOException, InterruptedException {
        try {
            for (Project project : projects) {
                project.assertAuthorsFilesUnchanged();
            }
            for (Project project : projects) {
                project.remains.remove();
            }
        } finally {
            projects.clear();
            Shell.useEngine(null);
        }
    }

    PrivateEngine engine() {
        return engine;
    }

    Project project(String what) throws IOException {
        Project project = Project.copy(
                Build.Maven.ofSystemProperties(),
                Path.of("src/failure"),
                work,
                work.resolve("home"),
                Project.newName(what));
        projects.add(project);
        return project;
    }

    Path emptyDirectory() throws IOException {
        return Files.createTempDirectory(work, "empty");
    }
}
