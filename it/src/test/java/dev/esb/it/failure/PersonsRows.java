package dev.esb.it.failure;

import java.io.IOException;
import java.time.Duration;

/** The rows of a database that a person has brought up before: they stay, at the same port, until the person takes it down. */
final class PersonsRows implements KeptData {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Project project;
    private Database database;

    PersonsRows(Project project) {
        this.project = project;
    }

    @Override
    public int environments() {
        return 1;
    }

    @Override
    public void prepare() throws IOException, InterruptedException {
        database = Database.up(project);
        database.insert("row");
    }

    @Override
    public void require() throws IOException, InterruptedException {
        try {
            // A watchdog may be at work.
            project.remains.await(PATIENCE);
            database.assertKept();
        } finally {
            project.goal("down");
        }
    }
}
