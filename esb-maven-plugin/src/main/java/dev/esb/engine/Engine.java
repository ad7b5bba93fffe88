package dev.esb.engine;

import dev.esb.EsbException;
import dev.esb.Programs;
import dev.esb.docker.Docker;
import dev.esb.docker.DockerException;
import dev.esb.docker.EngineCommand;
import dev.esb.docker.EngineIds;
import dev.esb.docker.EngineInfo;
import dev.esb.docker.Version;
import dev.esb.docker.VolumeStore;
import dev.esb.engine.EnginePlace.Here;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The Docker engine that the {@code docker} command talks to.
 *
 * @param ids what the engine is known by
 * @param place where it is, as this process sees it
 * @param hasVolumeOptions whether containers mount volumes as the options of the mount say; see {@link EngineInfo#hasVolumeOptions}
 * @param volumes how it keeps what is in volumes
 */
public record Engine(EngineIds ids, EnginePlace place, boolean hasVolumeOptions, VolumeStore volumes) {
    /** An engine whose containers mount volumes as the options of the mount say. */
    public Engine(EngineIds ids, EnginePlace place) {
        this(ids, place, true, VolumeStore.UNKNOWN);
    }

    private static final Version MINIMUM_COMPOSE = new Version(2, 25);

    // The first and the third line are those of Compose 2 and of the docker command, the second is that of Compose 5.
    private static final Pattern NO_ANSWER = Pattern.compile("Cannot connect to the Docker daemon"
            + "|failed to connect to the docker API"
            + "|permission denied while trying to connect to the [Dd]ocker"
            + "|Failed to initialize: "
            + "|unable to resolve docker endpoint");

    private static final Pattern OF_TLS = Pattern.compile("HTTP request to an HTTPS server"
            + "|HTTP response to HTTPS client"
            + "|tls: "
            + "|x509: "
            + "|unable to resolve docker endpoint: open [^:]*\\.pem");

    /**
     * Checks that an engine answers and that Compose is new enough.
     *
     * @param variables the environment variables of this process, of which {@code DOCKER_HOST} is read
     * @throws EsbException when no engine answers, or there is no Compose plugin, or one older than 2.25
     */
    public static Engine check(Docker docker, Map<String, String> variables) {
        EngineInfo info = info(docker, variables);
        requireCompose(info.composeVersion(), variables);
        EngineEndpoint endpoint = EngineEndpoint.read(docker, info.context(), variables);
        requireAnswer(info);
        return new Engine(
                EngineMark.read(docker, info.ids()), place(docker, endpoint), info.hasVolumeOptions(), info.volumes());
    }

    /**
     * Where the engine is, as this process sees it: beside the container in which it runs, or where its endpoint says.
     *
     * @throws DockerException when this process is in a container, and the engine does not answer
     */
    public static EnginePlace place(Docker docker, EngineEndpoint endpoint) {
        return OwnContainer.beside(docker, endpoint.text())
                .map(EnginePlace.class::cast)
                .orElseGet(endpoint::place);
    }

    /** @throws EsbException when there is no Compose plugin, or one older than 2.25 */
    public static void requireCompose(String version, Map<String, String> variables) {
        if (version.isEmpty()) {
            throw new MissingCompose(Programs.with(variables)).exception(MINIMUM_COMPOSE);
        }
        requireCompose(version);
    }

    /** @throws EsbException when this is the answer of the {@code docker} command alone */
    public static void requireAnswer(EngineInfo info) {
        if (info.engineVersion().isEmpty()) {
            throw notRunning(String.join("; ", info.errors()));
        }
    }

    /**
     * The address or name on which published ports can be reached. Does not ask the engine, unless this process is in a container.
     *
     * @param variables the environment variables of this process, of which {@code DOCKER_HOST} is read
     */
    public static String host(Docker docker, Map<String, String> variables) {
        return place(docker, EngineEndpoint.current(docker, variables)).host();
    }

    /** As {@link EnginePlace#isOfThisMachine} says. Does not ask the engine. */
    public static boolean isOfThisMachine(Docker docker, Map<String, String> variables) {
        return EngineEndpoint.current(docker, variables).place().isOfThisMachine();
    }

    private static EngineInfo info(Docker docker, Map<String, String> variables) {
        EngineEndpoint.requireReadable(variables);
        try {
            return docker.run(new EngineCommand.Info());
        } catch (DockerException e) {
            throw notRunning(e.errorOutput());
        }
    }

    /** The engine of this machine. */
    public static Engine local(String id) {
        return new Engine(EngineIds.lasting(id), new Here());
    }

    /** Whether it is Podman, which answers to Docker's API. */
    public boolean isPodman() {
        return ids.isMark();
    }

    /** The same engine, known by something else. */
    Engine with(EngineIds others) {
        return new Engine(others, place, hasVolumeOptions, volumes);
    }

    /** The address or name on which published ports can be reached. */
    public String host() {
        return place.host();
    }

    static void requireCompose(String version) {
        if (!MINIMUM_COMPOSE.isReachedBy(version)) {
            throw new EsbException(
                    "Compose %s is too old: at least %s is needed, the first whose 'config --no-interpolate' prints a"
                                    .formatted(version, MINIMUM_COMPOSE)
                            + " stack as it was written, from which the variables behind ports are read.",
                    "Update it (https://docs.docker.com/compose/install/).");
        }
    }

    /**
     * The reason why a command has failed, where that is none of the command's own: the engine does not answer or may not be used, the
     * docker command does not know its engine or what "compose" is, or they speak no common version of the API.
     */
    public static Optional<EsbException> fault(DockerException failure) {
        if (MissingCompose.isReasonOf(failure)) {
            return Optional.of(new MissingCompose(Programs.ofThisMachine()).exception(MINIMUM_COMPOSE));
        }
        if (failure.errorOutput().contains("Failed to initialize: ")
                && unreadable(System.getenv()).isPresent()) {
            return unreadable(System.getenv());
        }
        Optional<EsbException> ofSsh = SshFailure.explain(failure.errorOutput());
        if (ofSsh.isPresent()) {
            return ofSsh;
        }
        return failure.errorOutput()
                .lines()
                .filter(line -> NO_ANSWER.matcher(line).find()
                        || ApiVersions.explain(line).isPresent())
                .reduce((first, last) -> last)
                .map(Engine::notRunning);
    }

    /**
     * As {@link #fault(DockerException)}; where the words of the command do not tell, asks whether the engine answers.
     *
     * @param variables the environment variables of this process
     */
    public static Optional<EsbException> fault(DockerException failure, Docker docker, Map<String, String> variables) {
        Optional<EsbException> known = unreadable(variables).or(() -> fault(failure));
        if (known.isPresent()) {
            return known;
        }
        try {
            check(docker, variables);
            return Optional.empty();
        } catch (EsbException reason) {
            return Optional.of(reason);
        } catch (DockerException other) {
            // What failed first says more.
            return Optional.empty();
        }
    }

    private static Optional<EsbException> unreadable(Map<String, String> variables) {
        try {
            EngineEndpoint.requireReadable(variables);
            return Optional.empty();
        } catch (EsbException reason) {
            return Optional.of(reason);
        }
    }

    /** @param errors what the {@code docker} command has printed because no engine answered it */
    public static EsbException notRunning(String errors) {
        Optional<EsbException> known = ApiVersions.explain(errors).or(() -> SshFailure.explain(errors));
        if (known.isPresent()) {
            return known.get();
        }
        // What ssh says has lines.
        String words = EngineEndpoint.masked(errors.strip().replaceAll("\\s*\\R\\s*", " "));
        String reason = words.isEmpty() ? "" : " (" + words + ")";
        // Over ssh it is the other host that refuses: "Permission denied (publickey)".
        if (errors.toLowerCase(Locale.ROOT).contains("permission denied") && !errors.contains("(publickey")) {
            return new EsbException(
                    "You may not use the Docker engine%s.".formatted(reason),
                    "Join the group that may, and log in again: sudo usermod -aG docker $USER");
        }
        // Docker's words over a pipe of Windows: "open //./pipe/docker_engine: Access is denied."
        if (errors.contains("Access is denied")) {
            return new EsbException(
                    "You may not use the Docker engine%s.".formatted(reason),
                    "Have an administrator add your account to the group that may, and log in again:"
                            + " net localgroup docker-users %USERNAME% /add");
        }
        if (OF_TLS.matcher(errors).find()) {
            return new EsbException(
                    "The Docker engine and the docker command do not agree on TLS%s.".formatted(reason),
                    "Where the engine takes TLS, set DOCKER_TLS_VERIFY=1, and DOCKER_CERT_PATH to the directory with the ca.pem, cert.pem and"
                            + " key.pem for it, whose certificate has to have the host of DOCKER_HOST in it; where it takes none, take"
                            + " DOCKER_TLS_VERIFY out of the environment. A Docker context has certificates of its own.");
        }
        return new EsbException(
                "The Docker engine does not answer%s.".formatted(reason),
                "Start it (Linux: sudo systemctl start docker; macOS and Windows: Docker Desktop), or correct"
                        + " DOCKER_HOST or 'docker context use' if it runs elsewhere.");
    }
}
