package dev.esb.it.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The volumes of leases are in no container, so {@code docker volume prune --all} removes those of environments that are up. The next goal
 * makes them anew, in whichever test it runs, or another environment gets the slot before that.
 */
class LostLeaseIT extends FailureTest {

    @Test
    void aPersonsEnvironmentThatHasLostItsLeaseIsThePersonsAndStays() throws Exception {
        Project project = project("lost");
        Database database = Database.up(project);
        database.insert("row");
        Path directory = project.remains.home().resolve(project.env());
        String listed = inList(project);
        assertThat(listed).doesNotContain("process");

        loseLease(project);
        String restored = inList(project);
        assertThat(restored).as("%s", states(project)).isEqualTo(listed);

        loseLease(project);
        assertThat(project.goal("prune", "-Desb.prune=true")).doesNotContain(project.env());
        database.assertKept();
        assertThat(directory).exists();

        loseLease(project);
        project.goal("down");
        assertNothingLeftAtOnce(project);
    }

    /** All that is said of it, but for its age. */
    private static String inList(Project project) throws Exception {
        String list = project.goal("list");
        return list.lines()
                .filter(line -> line.startsWith(project.env() + " "))
                .findFirst()
                .orElseThrow(() -> new AssertionError("'%s' is not in:%n%s".formatted(project.env(), list)))
                .replaceAll(" \\d+[smh] ", " ")
                .replaceAll(" +", " ");
    }

    /** What the engine says of the containers: an exit code tells what has ended one. */
    private static List<String> states(Project project) throws Exception {
        String label = "label=com.docker.compose.project=" + project.remains.project();
        return Shell.lines("docker", "ps", "--all", "--filter", label, "--format", "{{.Names}} {{.State}} {{.Status}}");
    }

    private static void loseLease(Project project) throws Exception {
        Shell.remove("volume", project.remains.leases());
    }
}
