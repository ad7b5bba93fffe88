package dev.esb.wait;

import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.Docker;
import dev.esb.docker.DockerException;
import dev.esb.docker.StopSwitch;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Runs a command in the container, by {@code docker exec}. */
final class CommandAttempt implements Attempt {
    /** Of a line, in characters. */
    private static final int LONGEST = 200;

    private final Docker docker;
    private final List<String> words;
    private volatile StopSwitch stopSwitch = new StopSwitch();

    CommandAttempt(Docker docker, List<String> words) {
        this.docker = docker;
        this.words = words;
    }

    @Override
    public String ask(ContainerSummary container) {
        StopSwitch own = new StopSwitch();
        stopSwitch = own;
        AtomicReference<String> last = new AtomicReference<>("");
        try {
            docker.stream(new ContainerCommand.Exec(container.id(), words), line -> keep(line, last), own);
            return "";
        } catch (DockerException e) {
            return "exit %s%s".formatted(e.exitCode(), last.get().isEmpty() ? "" : ", " + last.get());
        }
    }

    private static void keep(String line, AtomicReference<String> last) {
        if (!line.isBlank()) {
            String text = line.strip();
            last.set(text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text);
        }
    }

    /** Ends the docker command. What it has started in the container goes on. */
    @Override
    public void stop() {
        stopSwitch.stop();
    }
}
