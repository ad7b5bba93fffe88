package dev.esb.doctor;

import dev.esb.Background;
import dev.esb.EsbException;
import dev.esb.docker.Docker;
import dev.esb.docker.DockerException;
import dev.esb.docker.EngineCommand.ContextTls;
import dev.esb.docker.EngineCommand.Describe;
import dev.esb.docker.EngineCommand.DescribeClient;
import dev.esb.docker.EngineDescription;
import dev.esb.doctor.Deadline.Late;
import dev.esb.engine.Engine;
import dev.esb.engine.EngineEndpoint;
import dev.esb.engine.EngineEndpoint.Transport;
import dev.esb.engine.EnginePlace;
import dev.esb.engine.EnginePlace.Here;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the {@code docker} command says of itself and of its engine, as far as it can.
 *
 * @param client the command and its plugins; empty where there is no command, or it hangs. With {@code fault} empty, also the engine
 * @param fault why there is no answer of an engine; empty where there is one
 * @param endpoint where the engine is, as the user says it; empty where none answers
 * @param place where it is, as this process sees it; here where none answers
 * @param hasTls whether the docker command reaches it by TLS
 */
record EngineAnswer(
        Optional<EngineDescription> client,
        Optional<EsbException> fault,
        Optional<EngineEndpoint> endpoint,
        EnginePlace place,
        boolean hasTls) {

    private static final Late LATE = new Late(
            "The Docker engine has not answered",
            "Restart it (Linux: sudo systemctl restart docker; macOS and Windows: Docker Desktop), or correct DOCKER_HOST or"
                    + " 'docker context use' if it runs elsewhere.");

    static EngineAnswer ask(Docker docker, Map<String, String> variables, Deadline deadline) {
        EngineDescription description;
        try {
            EngineEndpoint.requireReadable(variables);
            description = deadline.await(Background.start(() -> docker.run(new Describe())), LATE);
        } catch (DockerException e) {
            return none(client(docker, deadline), Engine.notRunning(e.errorOutput()));
        } catch (EsbException e) {
            return none(Optional.empty(), e);
        }
        try {
            String context = description.info().context();
            EngineEndpoint endpoint = EngineEndpoint.read(docker, context, variables);
            Engine.requireAnswer(description.info());
            return new EngineAnswer(
                    Optional.of(description),
                    Optional.empty(),
                    Optional.of(endpoint),
                    Engine.place(docker, endpoint),
                    hasTls(docker, endpoint, context, variables));
        } catch (EsbException e) {
            return none(Optional.of(description), e);
        } catch (DockerException e) {
            return none(Optional.of(description), Engine.notRunning(e.errorOutput()));
        }
    }

    private static EngineAnswer none(Optional<EngineDescription> client, EsbException fault) {
        return new EngineAnswer(client, Optional.of(fault), Optional.empty(), new Here(), false);
    }

    private static boolean hasTls(
            Docker docker, EngineEndpoint endpoint, String context, Map<String, String> variables) {
        if (endpoint.transport() != Transport.TCP) {
            return false;
        }
        if (endpoint.text().startsWith("https:")) {
            return true;
        }
        return endpoint.isOfVariable()
                ? Stream.of("DOCKER_TLS_VERIFY", "DOCKER_TLS")
                        .anyMatch(name -> !variables.getOrDefault(name, "").isEmpty())
                : docker.run(new ContextTls(context));
    }

    private static Optional<EngineDescription> client(Docker docker, Deadline deadline) {
        try {
            return Optional.of(deadline.await(Background.start(() -> docker.run(new DescribeClient())), LATE))
                    .filter(description -> !description.clientVersion().isEmpty());
        } catch (EsbException e) {
            // What it prints is no JSON: the fault is the one thing that is known.
            return Optional.empty();
        }
    }

    /** Whether the engine runs on this machine, and sees its files; so it is taken to be where none answers. */
    boolean isLocal() {
        return place.seesAllPaths();
    }

    /** The engine that answers; empty where none does. */
    Optional<EngineDescription> engine() {
        return fault.isEmpty() ? client : Optional.empty();
    }
}
