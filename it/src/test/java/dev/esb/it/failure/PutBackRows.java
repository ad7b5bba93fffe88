package dev.esb.it.failure;

import java.io.IOException;

/** The rows of an environment that {@code esb:reset} puts back to its snapshot: whatever has ended one, the next one does it. */
final class PutBackRows implements KeptData {
    private final Project project;
    private final FilledStack stack;
    private final boolean isUpFirst;

    /** @param isUpFirst whether the person calls {@code esb:up} after the fault, before {@code esb:reset} */
    PutBackRows(Project project, boolean isUpFirst) throws IOException {
        this.project = project;
        this.stack = FilledStack.of(project);
        this.isUpFirst = isUpFirst;
    }

    @Override
    public int environments() {
        return 0;
    }

    @Override
    public void prepare() throws IOException, InterruptedException {
        stack.up();
        stack.insert();
    }

    @Override
    public void prepareAgain() throws IOException, InterruptedException {
        // It may have ended in another way than the fault has to end it.
        project.goal("reset");
        stack.insert();
    }

    @Override
    public void require() throws IOException, InterruptedException {
        try {
            if (isUpFirst) {
                stack.up();
                // The reset may have ended before it has removed anything.
                stack.assertWhole();
            }
            project.goal("reset");
            stack.assertAsInSnapshot();
        } finally {
            project.goal("down");
        }
    }
}
