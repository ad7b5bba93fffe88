package dev.esb.docker;

import dev.esb.EsbException;
import dev.esb.FileProblem;
import dev.esb.archive.TarHeader;
import dev.esb.archive.TreeArchive;
import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.docker.ResourceCommand.Resource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Commands about containers. */
public sealed interface ContainerCommand<R> extends DockerCommand<R> {

    /**
     * Containers of Compose projects, running or not.
     *
     * @param label a label filter such as {@code com.docker.compose.project=esb-e2e-1}
     */
    record ListAll(String label) implements ContainerCommand<List<ContainerSummary>> {
        // Each label by itself: the Labels column separates labels by commas, which a value may contain as well.
        private static final String FORMAT = "{\"id\":{{json .ID}},\"name\":{{json .Names}},\"state\":{{json .State}},"
                + "\"status\":{{json .Status}},\"ports\":{{json .Ports}},"
                + "\"project\":{{json (.Label \"%s\")}},\"service\":{{json (.Label \"%s\")}},\"number\":{{json (.Label \"%s\")}},\"mark\":{{json (.Label \"%s\")}}}"
                        .formatted(ComposeLabels.PROJECT, ComposeLabels.SERVICE, ComposeLabels.NUMBER, EngineIds.LABEL);

        @Override
        public List<String> arguments() {
            return List.of("ps", "--all", "--no-trunc", "--filter", "label=" + label, "--format", FORMAT);
        }

        @Override
        public List<ContainerSummary> parse(String output) {
            return Json.texts(output).stream().map(ContainerSummary::of).toList();
        }
    }

    /**
     * The containers that have a label and were started at some time; not those that were only created.
     *
     * @param label the name of the label
     * @param labels the names of the labels to read
     */
    record ListStarted(String label, List<String> labels) implements ContainerCommand<List<Resource>> {
        @Override
        public List<String> arguments() {
            List<String> arguments =
                    new ArrayList<>(new ResourceCommand.ListLabelled(Kind.CONTAINER, label, labels).arguments());
            int format = arguments.indexOf("--format") + 1;
            arguments.set(format, arguments.get(format).replaceFirst("\\{", "{\"state\":{{json .State}},"));
            return arguments;
        }

        @Override
        public List<Resource> parse(String output) {
            String started = output.lines()
                    .filter(line -> !line.startsWith("{\"state\":\"created\""))
                    .collect(Collectors.joining("\n"));
            return new ResourceCommand.ListLabelled(Kind.CONTAINER, label, labels).parse(started);
        }
    }

    /**
     * The containers, running or not, that are on one of these networks.
     *
     * @param networks names or IDs; of one that is not on the engine, the answer has no container
     * @param labels the names of the labels to read
     */
    record OnNetworks(List<String> networks, List<String> labels) implements ContainerCommand<List<NetworkMember>> {
        @Override
        public List<String> arguments() {
            List<String> arguments = new ArrayList<>(List.of("ps", "--all", "--no-trunc"));
            networks.forEach(network -> arguments.addAll(List.of("--filter", "network=" + network)));
            StringBuilder format = new StringBuilder("{\"name\":{{json .Names}},\"networks\":{{json .Networks}}");
            Stream.concat(NetworkMember.LABELS.stream(), labels.stream())
                    .forEach(label -> format.append(",\"%s\":{{json (.Label \"%s\")}}".formatted(label, label)));
            arguments.addAll(List.of("--format", format + "}"));
            return arguments;
        }

        @Override
        public List<NetworkMember> parse(String output) {
            return Json.texts(output).stream()
                    .map(fields -> NetworkMember.of(fields, labels))
                    .toList();
        }
    }

    /**
     * The last lines that a container has logged.
     *
     * @param container its id or name
     * @param tail how many lines
     */
    record Logs(String container, int tail) implements ContainerCommand<Void> {
        @Override
        public List<String> arguments() {
            return List.of("logs", "--tail", String.valueOf(tail), container);
        }
    }

    /**
     * What a container has logged, and logs until it ends.
     *
     * @param container its id or name
     * @param since leaves out what was logged before; empty for all
     */
    record FollowLogs(String container, Optional<Instant> since) implements ContainerCommand<Void> {
        @Override
        public List<String> arguments() {
            List<String> arguments = new ArrayList<>(List.of("logs", "--follow"));
            since.ifPresent(time -> arguments.addAll(List.of("--since", time.toString())));
            arguments.add(container);
            return arguments;
        }
    }

    /** When a container was started; empty when it is not there any more. */
    record InspectRun(String container) implements ContainerCommand<Optional<ContainerRun>> {
        private static final String FORMAT =
                "{\"running\":{{json .State.Running}},\"started\":{{json .State.StartedAt}},\"finished\":{{json .State.FinishedAt}}}";

        @Override
        public boolean succeeds(int exitCode, String error) {
            return isDoneOrGone(exitCode, error);
        }

        @Override
        public List<String> arguments() {
            return inspection(FORMAT, List.of(container));
        }

        @Override
        public Optional<ContainerRun> parse(String output) {
            return Json.lines(output).stream().map(ContainerRun::of).findFirst();
        }
    }

    /** When containers were started. One that is not there any more is left out. */
    record InspectStarts(List<String> containers) implements ContainerCommand<List<ContainerStart>> {
        private static final String FORMAT =
                "{\"id\":{{json .ID}},\"state\":{{json .State.Status}},\"started\":{{json .State.StartedAt}}}";

        @Override
        public boolean succeeds(int exitCode, String error) {
            return isDoneOrGone(exitCode, error);
        }

        @Override
        public List<String> arguments() {
            return inspection(FORMAT, containers);
        }

        @Override
        public List<ContainerStart> parse(String output) {
            return Json.lines(output).stream().map(ContainerStart::of).toList();
        }
    }

    /** What containers share with the machine of the engine. Those that the engine does not have are left out of the answer. */
    record InspectSurroundings(List<String> containers) implements ContainerCommand<List<ContainerSurroundings>> {
        private static final String FORMAT = "{\"id\":{{json .ID}},\"mode\":{{json .HostConfig.NetworkMode}},"
                + "\"networks\":{{json .NetworkSettings.Networks}},\"mounts\":{{json .Mounts}},"
                + "\"asked\":{{json .HostConfig.Mounts}},\"tmpfs\":{{json .HostConfig.Tmpfs}}}";

        @Override
        public boolean succeeds(int exitCode, String error) {
            return isDoneOrGone(exitCode, error);
        }

        @Override
        public List<String> arguments() {
            return inspection(FORMAT, containers);
        }

        @Override
        public List<ContainerSurroundings> parse(String output) {
            return Json.lines(output).stream().map(ContainerSurroundings::of).toList();
        }
    }

    /** The IDs of all containers that run. */
    record ListRunning() implements ContainerCommand<List<String>> {
        @Override
        public List<String> arguments() {
            return List.of("ps", "--quiet", "--no-trunc");
        }

        @Override
        public List<String> parse(String output) {
            return output.lines().toList();
        }
    }

    /** The engine's full description of containers, as the JSON that {@code docker inspect} prints. */
    record Inspect(List<String> containers) implements ContainerCommand<String> {
        @Override
        public List<String> arguments() {
            List<String> arguments = new ArrayList<>(List.of("inspect"));
            arguments.addAll(containers);
            return arguments;
        }

        @Override
        public String parse(String output) {
            return output;
        }
    }

    /** How containers are configured. Those that another process has removed in the meantime are left out of the answer. */
    record Details(List<String> containers) implements ContainerCommand<List<ContainerDetails>> {
        /**
         * Docker 26: "Error: No such object: 1f0c", Docker 28: "error: no such object: 1f0c". Podman takes an id of which it has no
         * container for the name of an image, and refuses that; while it removes one, it says "no such container".
         */
        private static final String GONE =
                "(?i).*(no such object|no such container|cannot specify 64-byte hexadecimal strings).*";

        @Override
        public boolean succeeds(int exitCode, String error) {
            return exitCode == 0
                    || exitCode == 1 && !error.isBlank() && error.lines().allMatch(line -> line.matches(GONE));
        }

        @Override
        public List<String> arguments() {
            return new Inspect(containers).arguments();
        }

        @Override
        public List<ContainerDetails> parse(String output) {
            return Json.array(output).map(ContainerDetails::of).toList();
        }
    }

    /** What containers have from their services. Those that another process has removed in the meantime are left out of the answer. */
    record Settings(List<String> containers) implements ContainerCommand<List<ContainerSettings>> {
        @Override
        public boolean succeeds(int exitCode, String error) {
            return new Details(containers).succeeds(exitCode, error);
        }

        @Override
        public List<String> arguments() {
            return new Inspect(containers).arguments();
        }

        @Override
        public List<ContainerSettings> parse(String output) {
            return Json.array(output).map(ContainerSettings::of).toList();
        }
    }

    /** The healthchecks of containers. One that is not there any more is left out. */
    record InspectHealth(List<String> containers) implements ContainerCommand<List<ContainerHealth>> {
        private static final String FORMAT =
                "{\"id\":{{json .ID}},\"check\":{{json .Config.Healthcheck}},\"health\":{{json .State.Health}}}";

        @Override
        public boolean succeeds(int exitCode, String error) {
            return isDoneOrGone(exitCode, error);
        }

        @Override
        public List<String> arguments() {
            return inspection(FORMAT, containers);
        }

        @Override
        public List<ContainerHealth> parse(String output) {
            return Json.lines(output).stream().map(ContainerHealth::of).toList();
        }
    }

    /**
     * Runs a command in a container that runs, as the container's user. Its exit code is the command's.
     *
     * @param command the program and its arguments
     */
    record Exec(String container, List<String> command) implements ContainerCommand<Void> {
        @Override
        public List<String> arguments() {
            List<String> arguments = new ArrayList<>(List.of("exec", container));
            arguments.addAll(command);
            return arguments;
        }
    }

    /**
     * Runs a command in a container that runs, and hands it the standard input. Its exit code is the command's; 126 or 127 where the container
     * has no such command.
     *
     * @param user the user, and maybe the group, as {@code docker exec --user} takes it; empty for the container's own
     * @param hasTerminal whether this process has a terminal, so that the command gets one as well
     * @param command the program and its arguments
     */
    record ExecAttached(String container, Optional<String> user, boolean hasTerminal, List<String> command)
            implements ContainerCommand<Void> {
        @Override
        public List<String> arguments() {
            List<String> arguments = new ArrayList<>(List.of("exec", "--interactive"));
            if (hasTerminal) {
                arguments.add("--tty");
            }
            user.ifPresent(name -> arguments.addAll(List.of("--user", name)));
            arguments.add(container);
            arguments.addAll(command);
            return arguments;
        }
    }

    /**
     * What has to be known of containers before they are stopped and removed. One that is not there any more is left out.
     *
     * @param containers their ids or names
     * @param exceptLabel a label of the containers; volumes that its value names, separated by commas, are left out
     */
    record InspectForRemoval(List<String> containers, String exceptLabel)
            implements ContainerCommand<List<RemovalDetails>> {
        @Override
        public boolean succeeds(int exitCode, String error) {
            return isDoneOrGone(exitCode, error);
        }

        @Override
        public List<String> arguments() {
            String format = "{\"id\":{{json .ID}},\"state\":{{json .State.Status}},\"pid\":{{json .State.Pid}},"
                    + "\"signal\":{{json .Config.StopSignal}},"
                    + "\"mounts\":{{json .Mounts}},\"from\":{{json .HostConfig.VolumesFrom}},"
                    + "\"except\":{{json (index .Config.Labels \"%s\")}}}".formatted(exceptLabel);
            return inspection(format, containers);
        }

        @Override
        public List<RemovalDetails> parse(String output) {
            return Json.lines(output).stream().map(RemovalDetails::of).toList();
        }
    }

    /**
     * The ids of containers that the classic builder has made for a step of an image's build, such as {@code LABEL}, and that have never run:
     * it removes them itself, unless the build ends in the middle.
     *
     * @param label a label filter such as {@code com.docker.compose.project=esb-e2e-1}
     */
    record ListBuildSteps(String label) implements ContainerCommand<List<String>> {
        @Override
        public List<String> arguments() {
            return List.of(
                    "ps",
                    "--all",
                    "--no-trunc",
                    "--filter",
                    "status=created",
                    "--filter",
                    "label=" + label,
                    "--format",
                    "{\"id\":{{json .ID}},\"command\":{{json .Command}}}");
        }

        @Override
        public List<String> parse(String output) {
            return Json.lines(output).stream()
                    // /bin/sh -c '#(nop) LABEL com.docker.compose.project=esb-e2e-1'
                    .filter(json -> json.path("command").asText().contains("#(nop)"))
                    .map(json -> json.path("id").asText())
                    .toList();
        }
    }

    /**
     * Names of the containers that use a network or a volume, running or not.
     *
     * @param kind {@code network} or {@code volume}
     * @param name the name of the network or volume
     */
    record ListUsing(String kind, String name) implements ContainerCommand<List<String>> {
        @Override
        public List<String> arguments() {
            return List.of("ps", "--all", "--filter", kind + "=" + name, "--format", "{{.Names}}");
        }

        @Override
        public List<String> parse(String output) {
            return output.lines().toList();
        }
    }

    /** The containers that run, with what they mount. */
    record ListMounting() implements ContainerCommand<List<ContainerMounts.Listed>> {
        private static final String FORMAT =
                "{\"id\":{{json .ID}},\"project\":{{json (.Label \"%s\")}},\"mounts\":{{json .Mounts}}}"
                        .formatted(ComposeLabels.PROJECT);

        @Override
        public List<String> arguments() {
            return List.of("ps", "--no-trunc", "--format", FORMAT);
        }

        @Override
        public List<ContainerMounts.Listed> parse(String output) {
            return Json.texts(output).stream().map(ContainerMounts.Listed::of).toList();
        }
    }

    /** What containers can write to. One that is not there any more is left out. */
    record InspectMounts(List<String> containers) implements ContainerCommand<List<ContainerMounts>> {
        private static final String FORMAT = "{\"name\":{{json .Name}},\"mounts\":{{json .Mounts}}}";

        @Override
        public boolean succeeds(int exitCode, String error) {
            return isDoneOrGone(exitCode, error);
        }

        @Override
        public List<String> arguments() {
            return inspection(FORMAT, containers);
        }

        @Override
        public List<ContainerMounts> parse(String output) {
            return Json.lines(output).stream().map(ContainerMounts::of).toList();
        }
    }

    /** What containers publish. One that is not there any more is left out. */
    record InspectPorts(List<String> containers) implements ContainerCommand<List<PublishedPorts>> {
        private static final String FORMAT =
                "{\"id\":{{json .ID}},\"name\":{{json .Name}},\"ports\":{{json .NetworkSettings.Ports}}}";

        @Override
        public boolean succeeds(int exitCode, String error) {
            return isDoneOrGone(exitCode, error);
        }

        @Override
        public List<String> arguments() {
            return inspection(FORMAT, containers);
        }

        @Override
        public List<PublishedPorts> parse(String output) {
            return Json.lines(output).stream().map(PublishedPorts::of).toList();
        }
    }

    /**
     * Creates a container, which is not started, with each volume at a path of its own. Nothing is copied from the image.
     *
     * @param image the image, which has no file
     * @param name its name; empty for one that the engine makes up
     * @param volumes names of volumes, by the path of each in the container
     * @param created volumes that are created with it, as {@link VolumeCommand.Create} does, by the path of each in the container; not with Podman
     * @param read directories of the engine's machine, and names of volumes, by the path in the container at which each can be read
     */
    record CreateWithVolumes(
            String image,
            Optional<String> name,
            Map<String, String> labels,
            Map<String, String> volumes,
            Map<String, NewVolume> created,
            Map<String, String> read)
            implements ContainerCommand<String> {
        /** With a name that the engine makes up, and without a path of its machine. */
        public CreateWithVolumes(String image, Map<String, String> labels, Map<String, String> volumes) {
            this(image, Optional.empty(), labels, volumes, Map.of(), Map.of());
        }

        @Override
        public List<String> arguments() {
            List<String> arguments = new ArrayList<>(List.of("create"));
            name.ifPresent(given -> arguments.addAll(List.of("--name", given)));
            labels.forEach((label, value) -> arguments.addAll(List.of("--label", label + "=" + value)));
            volumes.forEach((path, name) -> arguments.addAll(List.of("--volume", name + ":" + path + ":nocopy")));
            new TreeMap<>(created).forEach((path, volume) -> arguments.addAll(List.of("--mount", volume.mount(path))));
            read.forEach((path, source) -> arguments.addAll(reading(path, source)));
            arguments.add(image);
            // The engine asks for a command, although it will not run.
            arguments.add("none");
            return arguments;
        }

        private static List<String> reading(String path, String source) {
            return source.startsWith("/")
                    ? List.of(
                            "--mount",
                            "type=bind,readonly,target=%s,\"source=%s\"".formatted(path, source.replace("\"", "\"\"")))
                    : List.of("--volume", source + ":" + path + ":ro,nocopy");
        }

        /** The id. */
        @Override
        public String parse(String output) {
            return output.strip();
        }
    }

    /**
     * Copies a file of this machine into a container, whether it runs or not, with its owner and permissions.
     *
     * @param source what is copied; if it is a symbolic link, what that points to
     * @param target the path of the copy
     */
    record CopyInto(String container, Path source, String target) implements ContainerCommand<Void> {
        @Override
        public List<String> arguments() {
            return List.of("cp", "--follow-link", "--archive", source.toString(), container + ":" + target);
        }
    }

    /**
     * Copies a directory of this machine into a container, whether it runs or not, with all that is in it, owners, permissions and links. What is
     * in the container and not in the directory stays.
     *
     * <p>Docker refuses links out of the directory that is copied into, so there the archive is extracted in the container's root. Podman looks for a
     * volume at that directory only, so there it is extracted in the volume.
     *
     * @param source the directory; if it is a symbolic link, what that leads to
     * @param target the absolute path of the copy; the directory above it is there, and with Podman it is a volume
     */
    record CopyTree(String container, Path source, String target, boolean isPodman) implements ContainerCommand<Void> {
        @Override
        public Optional<InputStream> openInput() {
            try {
                return Optional.of(new TreeArchive(source, isPodman ? "." : target.substring(1)).open());
            } catch (IOException e) {
                throw new EsbException("'%s' cannot be read: %s.".formatted(source, FileProblem.of(e)), e);
            }
        }

        @Override
        public List<String> arguments() {
            return List.of("cp", "-", container + ":" + (isPodman ? target : "/"));
        }
    }

    /**
     * Extracts a tar archive in a container, whether it runs or not. What it contains has the owners and permissions of the archive.
     *
     * @param target a directory that is there
     */
    record ExtractInto(String container, String archive, String target) implements ContainerCommand<Void> {
        @Override
        public Optional<String> input() {
            return Optional.of(archive);
        }

        @Override
        public List<String> arguments() {
            return List.of("cp", "-", container + ":" + target);
        }
    }

    /**
     * As {@link ExtractInto}, with an archive that is read as it comes.
     *
     * @param archive is read once, and not closed
     */
    record ExtractFrom(String container, InputStream archive, String target) implements ContainerCommand<Void> {
        @Override
        public Optional<InputStream> openInput() {
            return Optional.of(archive);
        }

        @Override
        public List<String> arguments() {
            return List.of("cp", "-", container + ":" + target);
        }
    }

    /**
     * Gives a directory of a container, whether it runs or not, owner, permissions and time of the last change.
     *
     * <p>Docker takes those of an entry only for what is in the directory that is copied into. Podman looks for a volume at that directory only.
     *
     * @param target the absolute path of the directory, which is there; with Podman, a volume is mounted at it
     */
    record SetAttributes(String container, TarHeader attributes, Path target, boolean isPodman)
            implements ContainerCommand<Void> {
        @Override
        public Optional<InputStream> openInput() {
            String name = (isPodman ? "." : target.getFileName()) + "/";
            ByteArrayOutputStream archive = new ByteArrayOutputStream();
            archive.writeBytes(attributes.of(name.getBytes(StandardCharsets.UTF_8), new byte[0]));
            archive.writeBytes(new byte[2 * TarHeader.BLOCK]);
            return Optional.of(new ByteArrayInputStream(archive.toByteArray()));
        }

        @Override
        public List<String> arguments() {
            return List.of("cp", "-", container + ":" + (isPodman ? target : target.getParent()));
        }
    }

    /** Prints a file or directory of a container as a tar archive, whether the container runs or not. */
    record CopyOut(String container, String path) implements ContainerCommand<Void> {
        @Override
        public List<String> arguments() {
            return List.of("cp", container + ":" + path, "-");
        }
    }

    /** Starts a container that has stopped or was only created. One that runs stays as it is. */
    record Start(String container) implements ContainerCommand<Void> {
        @Override
        public List<String> arguments() {
            return List.of("start", container);
        }
    }

    /**
     * Sends all containers their stop signal at the same time, and kills those that still run after the grace period.
     *
     * @param graceSeconds how long the containers may take to end, in seconds
     */
    record Stop(List<String> containers, int graceSeconds) implements ContainerCommand<Void> {
        /**
         * A container that another process has removed in the meantime counts as stopped, and so does one whose process ends just when the
         * engine is about to kill it ("is not running"). So does one that is paused, whose process cannot end by itself: Podman stops none,
         * and its removal is all the same to it.
         */
        @Override
        public boolean succeeds(int exitCode, String error) {
            return isDone(
                    exitCode,
                    error,
                    line -> isGone(line)
                            || hasEnded(line)
                            || line.contains("is running or paused, refusing to clean up"));
        }

        @Override
        public List<String> arguments() {
            // "-t": Docker 28 has renamed "--time" to "--timeout", which older ones do not know.
            List<String> arguments = new ArrayList<>(List.of("stop", "-t", String.valueOf(graceSeconds)));
            arguments.addAll(containers);
            return arguments;
        }
    }

    /**
     * Holds all processes of a container at once, until {@link Unpause}. The answer is whether this command did it: a container that is paused already,
     * has stopped, or is gone, is no error.
     */
    record Pause(String container) implements ContainerCommand<Boolean> {
        /** Podman says of one that is paused that it "is not running, can't pause". */
        @Override
        public boolean succeeds(int exitCode, String error) {
            return isDone(
                    exitCode,
                    error,
                    line -> isGone(line) || line.contains("is already paused") || line.contains("is not running"));
        }

        @Override
        public List<String> arguments() {
            return List.of("pause", container);
        }

        /** The command prints the container that it has paused. */
        @Override
        public Boolean parse(String output) {
            return !output.isBlank();
        }
    }

    /** Lets containers go on that were paused. One that is not paused, or is gone, is no error. */
    record Unpause(List<String> containers) implements ContainerCommand<Void> {
        @Override
        public boolean succeeds(int exitCode, String error) {
            return isDone(exitCode, error, line -> isGone(line) || line.contains("is not paused"));
        }

        @Override
        public List<String> arguments() {
            List<String> arguments = new ArrayList<>(List.of("unpause"));
            arguments.addAll(containers);
            return arguments;
        }
    }

    /**
     * Sends the main process of each container a signal. One that does not run, or is gone, is no error.
     *
     * @param signal its name or number
     */
    record Kill(List<String> containers, String signal) implements ContainerCommand<Void> {
        /** Podman says of one that has ended that it is in state exited: "can only kill running containers". */
        @Override
        public boolean succeeds(int exitCode, String error) {
            return isDone(
                    exitCode,
                    error,
                    line -> isGone(line) || hasEnded(line) || line.contains("can only kill running containers"));
        }

        @Override
        public List<String> arguments() {
            List<String> arguments = new ArrayList<>(List.of("kill", "--signal", signal));
            arguments.addAll(containers);
            return arguments;
        }
    }

    /** The arguments that ask for some of what the engine knows of containers: a line for each, as {@code format} says. */
    private static List<String> inspection(String format, List<String> containers) {
        List<String> arguments = new ArrayList<>(List.of("container", "inspect", "--format", format));
        arguments.addAll(containers);
        return arguments;
    }

    private static boolean isDoneOrGone(int exitCode, String error) {
        return isDone(exitCode, error, ContainerCommand::isGone);
    }

    /** Whether a command has done all, but for what each line of its error output allows. */
    private static boolean isDone(int exitCode, String error, Predicate<String> allows) {
        return exitCode == 0
                || exitCode == 1 && !error.isBlank() && error.lines().allMatch(allows);
    }

    private static boolean hasEnded(String line) {
        return line.endsWith("is not running");
    }

    private static boolean isGone(String line) {
        // Podman: "no container with name or ID "web" found: no such container"
        return line.toLowerCase(Locale.ROOT).contains("no such container");
    }

    /** Gives a container another name. One that has the name already keeps it. */
    record Rename(String container, String name) implements ContainerCommand<Void> {
        private static final String GONE = "(?i).*no (such )?container.*";

        @Override
        public boolean succeeds(int exitCode, String error) {
            return exitCode == 0 || error.contains("same name as its current name");
        }

        /** Whether the reason of a failure is that there is no such container. */
        public static boolean isOfGone(DockerException failure) {
            return failure.errorOutput().lines().anyMatch(line -> line.matches(GONE));
        }

        @Override
        public List<String> arguments() {
            return List.of("rename", container, name);
        }
    }

    /**
     * The paths that a container has changed, added or removed in its own file system, with the directories above them; not in its volumes.
     */
    record Diff(String container) implements ContainerCommand<List<String>> {
        @Override
        public List<String> arguments() {
            return List.of("diff", container);
        }

        @Override
        public List<String> parse(String output) {
            return output.lines()
                    .filter(line -> line.matches("[ACD] /.*"))
                    .map(line -> line.substring(2))
                    .toList();
        }
    }

    /** The addresses of containers. One that is not there any more is left out. */
    record InspectAddresses(List<String> containers) implements ContainerCommand<List<ContainerAddresses>> {
        private static final String FORMAT =
                "{\"id\":{{json .ID}},\"service\":{{json (index .Config.Labels \"%s\")}},\"number\":{{json (index .Config.Labels \"%s\")}},\"networks\":{{json .NetworkSettings.Networks}}}"
                        .formatted(ComposeLabels.SERVICE, ComposeLabels.NUMBER);

        @Override
        public boolean succeeds(int exitCode, String error) {
            return isDoneOrGone(exitCode, error);
        }

        @Override
        public List<String> arguments() {
            return inspection(FORMAT, containers);
        }

        @Override
        public List<ContainerAddresses> parse(String output) {
            return Json.lines(output).stream().map(ContainerAddresses::of).toList();
        }
    }
}
