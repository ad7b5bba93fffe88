package dev.esb.bench;

import dev.esb.bench.Shell.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the engine takes when nothing of ours is between. */
final class Raw {
    private Raw() {}

    /** One {@code docker run} of a container with a port, which is removed again. */
    static long dockerRun() throws Exception {
        String name = Workspace.name("run");
        Shell shell = Shell.in(Workspace.TARGET);
        try {
            return shell.run(
                            "docker",
                            "run",
                            "--detach",
                            "--name",
                            name,
                            "--publish",
                            "127.0.0.1::8080",
                            Workspace.IMAGE,
                            "sleep",
                            "600")
                    .requireSuccess()
                    .millis();
        } finally {
            shell.run("docker", "rm", "--force", name);
        }
    }

    static Result composeUp(Path stack, String project, String... options) throws Exception {
        return compose(stack, project, "up", "--detach", options);
    }

    static Result composeDown(Path stack, String project) throws Exception {
        return compose(stack, project, "down", "--volumes");
    }

    private static Result compose(Path stack, String project, String command, String option, String... options)
            throws Exception {
        List<String> line = new ArrayList<>(List.of("docker", "compose", "--project-name", project, command));
        line.add(option);
        line.addAll(List.of(options));
        return Shell.in(stack).run(line);
    }
}
