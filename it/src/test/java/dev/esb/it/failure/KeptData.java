package dev.esb.it.failure;

import java.io.IOException;

/** Data that a fault may not change or lose. It is there before the fault, and is looked at after it. */
interface KeptData extends AutoCloseable {
    /** How many environments it is in, beside the one of the build. */
    int environments();

    /** Before the build that is hit; another environment has to be up by then, or the same one. */
    default void prepare() throws IOException, InterruptedException {}

    /** While the build runs. */
    default void accompany(Build build) throws IOException, InterruptedException {}

    /** The build has ended by itself, and the next one is to be hit. */
    default void prepareAgain() throws IOException, InterruptedException {}

    /** Fails where it is not as it has to be. Takes down what was brought up. */
    default void require() throws IOException, InterruptedException {}

    @Override
    default void close() {}

    /** @param another a project with an environment that has a name of its own */
    static KeptData of(Fault fault, Project project, Project.Source another) throws IOException {
        return switch (fault.victim()) {
            case SECOND_UP -> new PersonsRows(project);
            case RESET -> new PutBackRows(project, fault.isAgain());
            default ->
                fault.when() == Moment.SNAPSHOT_IS_MADE
                        ? new TakenOverSnapshot(fault.victim(), project, another.get())
                        : () -> 0;
        };
    }
}
