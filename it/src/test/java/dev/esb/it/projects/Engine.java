package dev.esb.it.projects;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What environments have on the engine, for the scripts of the projects under src/it. */
public final class Engine {
    private static final String PROJECT = "label=com.docker.compose.project=";
    private static final String ENVIRONMENT = "label=dev.esb.env=";

    private Engine() {}

    /** Whether it is Podman, which answers to Docker's API. */
    public static boolean isPodman() throws Exception {
        return docker(List.of("version", "--format", "{{range .Server.Components}}{{println .Name}}{{end}}"))
                .contains("Podman Engine");
    }

    /** Why the reference stack cannot run here; empty where it can. */
    public static List<String> obstaclesOfTheReferenceStack() throws Exception {
        List<String> obstacles = new ArrayList<>();
        if (isPodman()) {
            obstacles.add("Podman knows no 'start_interval' of a healthcheck");
        }
        if (!hasControlGroups()) {
            obstacles.add("containers have no control groups on this engine, so the runtime node runs no functions");
        }
        return obstacles;
    }

    /** Whether containers have control groups, without which the engine can pause none. A rootless engine has them with systemd alone. */
    public static boolean hasControlGroups() throws Exception {
        return !docker(List.of("info", "--format", "{{.CgroupDriver}}")).contains("none");
    }

    public static boolean hasEnvironment(String env) throws Exception {
        return !docker(List.of("volume", "ls", "-q", "--filter", ENVIRONMENT + env))
                .isEmpty();
    }

    /** The images that were built for an environment's stack. */
    public static List<String> images(String env) throws Exception {
        return ids("image", "-q", PROJECT + "esb-" + env);
    }

    /**
     * Fails when anything of an environment is there, and takes it away so that the next run does not stumble over it.
     *
     * @param environments names, such as {@code e2e-1}, or {@code e2e-1/payments} with a stack
     */
    public static void assertNothingLeftOf(String... environments) throws Exception {
        List<String> left = new ArrayList<>();
        for (String environment : environments) {
            String env = environment.split("/")[0];
            String project = PROJECT + "esb-" + environment.replace('/', '-');
            left.addAll(remove("container", ids("container", "-aq", project)));
            left.addAll(remove("network", ids("network", "-q", project)));
            left.addAll(remove("volume", ids("volume", "-q", project)));
            // As with Compose, images of the default environment stay.
            left.addAll(env.equals("default") ? List.of() : remove("image", ids("image", "-q", project)));
            left.addAll(remove("volume", ids("volume", "-q", ENVIRONMENT + env)));
            left.addAll(remove("image", ids("image", "-q", ENVIRONMENT + env)));
            Path directory = Path.of(System.getProperty("user.home"), ".esb", env);
            left.addAll(Files.exists(directory) ? List.of(directory.toString()) : List.of());
        }
        assertThat(left).as("left of " + String.join(", ", environments)).isEmpty();
    }

    /** Removes what is named, which has to be the test's own, and names it again with its kind. */
    public static List<String> remove(String kind, List<String> ids) throws Exception {
        if (!ids.isEmpty()) {
            List<String> command = new ArrayList<>(List.of(kind, "rm", "--force"));
            command.addAll(ids);
            docker(command);
        }
        return ids.stream().map(id -> kind + " " + id).toList();
    }

    /** The lines that a docker command prints. */
    public static List<String> docker(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as("%s: %s", command, output).isZero();
        return output.lines().toList();
    }

    private static List<String> ids(String kind, String options, String filter) throws Exception {
        return docker(List.of(kind, "ls", options, "--filter", filter)).stream()
                .distinct()
                .toList();
    }
}
