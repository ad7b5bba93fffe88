package dev.esb.it.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** An environment that a person has brought up, and that nothing of all this may disturb. */
final class Neighbour {
    private final Project project;
    private final String url;
    private final List<String> before;

    private Neighbour(Project project, String url, List<String> before) {
        this.project = project;
        this.url = url;
        this.before = before;
    }

    static Neighbour up(Project project, String... options) throws IOException, InterruptedException {
        project.goal("up", options);
        Properties results = new Properties();
        try (Reader reader = Files.newBufferedReader(project.output().resolve("env.properties"))) {
            results.load(reader);
        }
        String url = "http://%s:%s".formatted(results.get("esb.host"), results.get("esb.port.web.80"));
        return new Neighbour(project, url, state(project));
    }

    /** The same containers, started at the same time, with the same directory, still answering; the files of its stack are as they were. */
    void assertUndisturbed() throws IOException, InterruptedException {
        project.assertAuthorsFilesUnchanged();
        assertThat(state(project)).as("the neighbour").isEqualTo(before);
        try (InputStream answer = URI.create(url).toURL().openStream()) {
            assertThat(answer.readAllBytes()).isNotEmpty();
        }
    }

    private static List<String> state(Project project) throws IOException, InterruptedException {
        List<String> state = new ArrayList<>(project.remains.onEngine());
        state.addAll(project.remains.onDisk());
        List<String> inspect = new ArrayList<>(
                List.of("docker", "inspect", "--format={{.Id}} {{.State.StartedAt}} {{.RestartCount}}"));
        inspect.addAll(project.remains.containers());
        state.addAll(Shell.lines(inspect.toArray(String[]::new)));
        return state.stream().sorted().toList();
    }

    void down() throws IOException, InterruptedException {
        project.goal("down");
    }
}
