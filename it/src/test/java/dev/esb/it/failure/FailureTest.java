package dev.esb.it.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the tests of this suite have in common: projects, and a look at what is left of them and of the neighbour. */
@ExtendWith(Surroundings.class)
abstract class FailureTest {
    /** For a watchdog, which on a busy machine takes some seconds to remove what is there, and then looks once more. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<Project> projects = new ArrayList<>();
    private Surroundings.Place place;

    @BeforeEach
    void arrive(Surroundings.Place here) {
        place = here;
    }

    Project project(String what) throws IOException {
        Project project = place.project(Project.newName(what));
        projects.add(project);
        return project;
    }

    /** One whose builds must clean up by themselves. */
    Project projectOnItsOwnMachine(String what) throws IOException {
        return project(what).onItsOwnMachine();
    }

    Path emptyDirectory() throws IOException {
        return Files.createTempDirectory(place.work(), "empty");
    }

    /** Nothing is left once the last process of its builds has ended, which is a watchdog where there is one. */
    static void assertNothingLeft(Project project) throws IOException, InterruptedException {
        assertThat(project.remains.await(PATIENCE))
                .as("left of " + project.env())
                .isEmpty();
    }

    /** Nothing is left when the build has ended. */
    static void assertNothingLeftAtOnce(Project project) throws IOException, InterruptedException {
        List<String> left = new ArrayList<>(project.remains.onEngine());
        left.addAll(project.remains.onDisk());
        assertThat(left).as("left of " + project.env()).isEmpty();
    }

    @AfterEach
    void cleanUp() throws IOException, InterruptedException {
        try {
            place.neighbour().assertUndisturbed();
            for (Project project : projects) {
                project.assertAuthorsFilesUnchanged();
            }
        } finally {
            for (Project project : projects) {
                project.remains.remove();
            }
        }
    }
}
