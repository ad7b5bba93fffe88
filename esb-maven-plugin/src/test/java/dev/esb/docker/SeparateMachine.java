package dev.esb.docker;

import dev.esb.lease.BuildProcess;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The engine as seen from a machine of a name of its own. On the engine, builds that are named through it are builds of that machine;
 * through it, they are builds of this machine, and builds of this machine are those of another.
 *
 * <p>So only the test that has it can tell that a build which it made up has ended: no other test, and no other process that uses the
 * engine, sweeps what the build has left. And the test sweeps nothing that others have left.
 */
public final class SeparateMachine implements Docker {
    private static final String ELSEWHERE = "elsewhere|";

    private final String here = BuildProcess.current(0).machine() + "|";
    private final String own = UUID.randomUUID() + "|";

    @Override
    @SuppressWarnings("unchecked")
    public <R> R run(DockerCommand<R> command) {
        if (command instanceof VolumeCommand.Create create) {
            InstalledDocker.CLI.run(new VolumeCommand.Create(create.name(), each(create.labels(), this::written)));
            return null;
        }
        if (command instanceof NetworkCommand.Create create) {
            InstalledDocker.CLI.run(new NetworkCommand.Create(create.name(), each(create.labels(), this::written)));
            return null;
        }
        R answer = InstalledDocker.CLI.run(command);
        return command instanceof ResourceCommand.ListLabelled
                ? (R) ((List<ResourceCommand.Resource>) answer)
                        .stream().map(this::read).toList()
                : answer;
    }

    private ResourceCommand.Resource read(ResourceCommand.Resource resource) {
        return new ResourceCommand.Resource(
                resource.kind(), resource.id(), resource.name(), each(resource.labels(), this::read));
    }

    private String written(String label) {
        return label.startsWith(here) ? own + label.substring(here.length()) : label;
    }

    private String read(String label) {
        if (label.startsWith(own)) {
            return here + label.substring(own.length());
        }
        return label.startsWith(here) ? ELSEWHERE + label.substring(here.length()) : label;
    }

    private static Map<String, String> each(Map<String, String> labels, UnaryOperator<String> change) {
        Map<String, String> changed = new HashMap<>(labels);
        changed.replaceAll((name, value) -> change.apply(value));
        return changed;
    }

    @Override
    public void stream(DockerCommand<?> command, Consumer<String> lines, StopSwitch stopSwitch) {
        InstalledDocker.CLI.stream(command, lines, stopSwitch);
    }

    @Override
    public void copyOutput(DockerCommand<?> command, OutputStream receiver, StopSwitch stopSwitch) {
        InstalledDocker.CLI.copyOutput(command, receiver, stopSwitch);
    }

    @Override
    public int passThrough(DockerCommand<?> command) {
        return InstalledDocker.CLI.passThrough(command);
    }

    @Override
    public Map<String, String> variables() {
        return InstalledDocker.CLI.variables();
    }

    @Override
    public void requireOpen() {
        InstalledDocker.CLI.requireOpen();
    }
}
