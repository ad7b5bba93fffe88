package dev.esb.it.failure;

import java.io.IOException;

/** A snapshot for which another environment waits while a build makes it: that one has whole rows, whatever ends the build. */
final class TakenOverSnapshot implements KeptData {
    private final Fault.Victim victim;
    private final Project project;
    private final Project waiting;
    private final FilledStack stack;
    private Build next;

    TakenOverSnapshot(Fault.Victim victim, Project project, Project waiting) throws IOException {
        this.victim = victim;
        this.project = project;
        this.waiting = waiting;
        this.stack = FilledStack.of(project).in(waiting);
    }

    @Override
    public int environments() {
        return 1;
    }

    @Override
    public void accompany(Build build) throws IOException, InterruptedException {
        if (build.reaches(() -> build.log().contains("Making a snapshot of")) && next == null) {
            next = stack.startUp();
        }
    }

    @Override
    public void prepareAgain() throws IOException, InterruptedException {
        // An environment that is there keeps its data, and makes no snapshot. That of a build is down.
        if (victim == Fault.Victim.UP) {
            project.goal("down");
        }
    }

    @Override
    public void require() throws IOException, InterruptedException {
        if (next == null) {
            throw new AssertionError("No build of '%s' has begun to make a snapshot.".formatted(project.env()));
        }
        try {
            if (next.end() != 0) {
                throw new AssertionError(next.log());
            }
            if (next.log().contains("'%s' is filled by itself".formatted(waiting.env()))) {
                // The build has refused to make one of a database whose containers were removed.
                stack.assertFilled();
            } else {
                stack.assertAsInSnapshot();
            }
        } finally {
            waiting.goal("down");
        }
    }

    @Override
    public void close() {
        if (next != null) {
            next.close();
        }
    }
}
