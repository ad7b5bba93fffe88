package dev.esb.it.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** The database of {@code person.yml} in an environment that a person has brought up. Its rows and its port have to stay. */
final class Database {
    static final String FILE = "-Desb.files=person.yml";

    /** With it, the stack is not ready until {@link #makeReady} is called. */
    static final String STUCK = "-Desb.profiles=stuck";

    private final String url;
    private final List<String> inserted = new ArrayList<>();

    private Database(String url) {
        this.url = url;
    }

    /** Brings it up, and waits until it answers. */
    static Database up(Project project) throws IOException, InterruptedException {
        project.goal("up", FILE);
        return of(project);
    }

    /** That of an environment that is up. */
    static Database of(Project project) throws IOException {
        Properties results = new Properties();
        try (Reader reader = Files.newBufferedReader(project.output().resolve("env.properties"))) {
            results.load(reader);
        }
        return new Database("http://%s:%s".formatted(results.get("esb.host"), results.get("esb.port.database.80")));
    }

    static void makeReady(Project project) throws IOException, InterruptedException {
        Shell.lines("docker", "exec", project.remains.project() + "-stuck-1", "touch", "/added/ready");
    }

    void insert(String row) throws IOException {
        inserted.add(row);
        get("/" + row);
    }

    /** Those in its volume, as its port shows them. */
    List<String> rows() throws IOException {
        return get("/");
    }

    /** The port of the host at which it was published first. */
    int port() {
        return URI.create(url).getPort();
    }

    /** Answers at the same port, with every row. */
    void assertKept() throws IOException {
        assertThat(rows()).as("the rows at " + url).isEqualTo(inserted);
    }

    private List<String> get(String path) throws IOException {
        try (InputStream answer = URI.create(url + path).toURL().openStream()) {
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
