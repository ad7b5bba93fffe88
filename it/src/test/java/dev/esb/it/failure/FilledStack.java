package dev.esb.it.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The database of {@code three.yml}, which a script fills, and of which snapshots are made. */
final class FilledStack {
    static final String FILE = "three.yml";

    /** Those of the script. */
    private static final List<String> FILLED = List.of("first", "second");

    /** And what the database writes when it ends. */
    private static final List<String> WHOLE = List.of("first", "second", "whole");

    private static final String INSERTED = "inserted";

    private final Project project;
    private final String script;

    /** @param script its name is a part of what decides which snapshot fits, so no other run has the same one */
    private FilledStack(Project project, String script) throws IOException {
        this.project = project;
        this.script = script;
        Path file = project.directory.resolve(script);
        if (!Files.exists(file)) {
            Files.copy(project.directory.resolve("fill"), file);
        }
    }

    /** In an environment that has snapshots to itself. */
    static FilledStack of(Project project) throws IOException {
        return new FilledStack(project, "fill-" + project.env());
    }

    /** In another environment, which begins with the same snapshots. */
    FilledStack in(Project other) throws IOException {
        return new FilledStack(other, script);
    }

    /**
     * What {@code up} needs.
     *
     * @param snapshot as {@code esb.snapshot}
     */
    String[] options(String snapshot) {
        return new String[] {
            "-Desb.files=" + FILE,
            "-Desb.snapshot=" + snapshot,
            // So that no snapshot of another run is one too many.
            "-Desb.snapshotLimit=1000",
            "-Desb.provision=./" + script
        };
    }

    Build startUp() throws IOException {
        return project.startGoal("up", options("true"));
    }

    void up() throws IOException, InterruptedException {
        project.goal("up", options("true"));
    }

    /** Adds a row that is in no snapshot. */
    void insert() throws IOException, InterruptedException {
        inDatabase("echo " + INSERTED + " >>/rows/rows");
    }

    /** Without a snapshot: the database has not ended since. */
    void assertFilled() throws IOException, InterruptedException {
        assertThat(inDatabase("cat /rows/*")).as(project.env()).isEqualTo(FILLED);
    }

    void assertAsInSnapshot() throws IOException, InterruptedException {
        assertThat(rows()).as(project.env()).isEqualTo(WHOLE);
    }

    /** With the row that was inserted, or as in the snapshot. */
    void assertWhole() throws IOException, InterruptedException {
        List<String> inserted = new ArrayList<>(WHOLE);
        inserted.add(2, INSERTED);
        assertThat(rows()).as(project.env()).isIn(WHOLE, inserted);
    }

    private List<String> rows() throws IOException, InterruptedException {
        return inDatabase("cat /rows/rows /rows/end");
    }

    private List<String> inDatabase(String command) throws IOException, InterruptedException {
        return Shell.lines("docker", "exec", project.remains.project() + "-database-1", "sh", "-ec", command);
    }
}
