package dev.esb.cli;

import dev.esb.docker.DockerCli;
import dev.esb.goal.GoalContext;
import dev.esb.lease.BuildProcess;
import dev.esb.project.Project;
import dev.esb.project.Surroundings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/** What all commands have in common that need no Maven. */
abstract class AbstractCommand implements Callable<Integer> {
    private static final long START = System.currentTimeMillis();

    private final Surroundings surroundings;
    private DockerCli docker;
    private Project project;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            order = 101,
            description = "Describes the command.")
    private boolean isHelp;

    @Option(
            names = {"-q", "--quiet"},
            order = 102,
            description = "Prints results, warnings and errors only.")
    private boolean isQuiet;

    @Option(
            names = {"-X", "--debug"},
            order = 103,
            description = "Prints the docker commands that are run, and the causes of errors.")
    boolean isDebug;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            order = 100,
            description = "Holds a directory for each environment. Default: what the pom says, else ~/.esb.")
    private String home;

    AbstractCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public final Integer call() {
        try {
            return run();
        } finally {
            if (docker != null) {
                docker.close();
            }
        }
    }

    /**
     * Does the work.
     *
     * @return the exit code
     * @throws dev.esb.EsbException for an error that the user can correct
     */
    abstract int run();

    final Surroundings surroundings() {
        return surroundings;
    }

    final DockerCli docker() {
        if (docker == null) {
            docker = new DockerCli(
                    surroundings.workingDirectory(),
                    surroundings.variables(),
                    line -> reporter().debug(line));
        }
        return docker;
    }

    final StandardError reporter() {
        return new StandardError(surroundings.err(), new Hints(surroundings.script()), isQuiet, isDebug);
    }

    final GoalContext context() {
        Hints hints = new Hints(surroundings.script());
        return new GoalContext(
                docker(),
                surroundings.variables(),
                reporter(),
                line -> surroundings.out().println(line),
                hints::of,
                () -> Progress.of(surroundings.variables(), reporter()),
                () -> BuildProcess.current(START));
    }

    final Project project() {
        if (project == null) {
            project = Project.in(surroundings.project(), surroundings.variables());
        }
        return project;
    }

    /** As it was given; null for none. */
    final String home() {
        return home;
    }
}
