package dev.esb.cleanup;

import dev.esb.Background;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.Docker;
import dev.esb.docker.RemovalDetails;
import dev.esb.host.MainProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Stops containers, all at the same time. One whose main process cannot hear its stop signal is killed at once, beside the others, which
 * have their grace period: it would only be killed later.
 *
 * <p>To be asked before any container has its stop signal: a process that has heard it may ignore a second one while it ends.
 *
 * @param proc where the processes of this machine can be read, {@code /proc}
 */
public record ContainerStop(Docker docker, Path proc) {
    /** On this machine. */
    public ContainerStop(Docker docker) {
        this(docker, Path.of("/proc"));
    }

    /**
     * Stops them.
     *
     * @param containers their ids
     * @param details what is known of them; one without details has its grace period
     * @param timeout how long the processes may take to end, in whole seconds
     */
    public void run(List<String> containers, List<RemovalDetails> details, Duration timeout) {
        int graceSeconds = (int) timeout.toSeconds();
        List<String> deaf = graceSeconds == 0
                ? List.of()
                : details.stream()
                        .filter(container -> new MainProcess(proc, container.id(), container.pid())
                                .cannotHear(container.stopSignal()))
                        .map(RemovalDetails::id)
                        .filter(containers::contains)
                        .toList();
        List<String> others =
                containers.stream().filter(id -> !deaf.contains(id)).toList();
        CompletableFuture<Void> killed = Background.run(() -> stop(deaf, 0));
        try {
            stop(others, graceSeconds);
        } finally {
            Background.join(killed);
        }
    }

    private void stop(List<String> containers, int graceSeconds) {
        if (!containers.isEmpty()) {
            docker.run(new ContainerCommand.Stop(containers, graceSeconds));
        }
    }
}
