package dev.esb.engine;

import dev.esb.docker.Docker;
import dev.esb.docker.DockerException;
import dev.esb.docker.EngineCommand;
import dev.esb.docker.EngineIds;
import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.docker.ResourceCommand.ListLabelled;
import dev.esb.docker.VolumeCommand;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The volume by which an engine is known that has no ID of its own that lasts, as Podman. It is empty, has a random ID in a label, and stays
 * on the engine for ever. On engines whose ID lasts, there is none, and nothing here runs a command.
 */
public final class EngineMark {
    private static final String VOLUME = "esb-engine";

    private EngineMark() {}

    /**
     * What the engine is known by. Where its mark was removed, as by {@code docker volume prune --all}, the containers of environments say
     * what it was, and it is made anew.
     *
     * @throws DockerException when no engine answers
     */
    public static EngineIds read(Docker docker) {
        return read(docker, docker.run(new EngineCommand.Ids()));
    }

    static EngineIds read(Docker docker, EngineIds ids) {
        if (!ids.isMark()) {
            return ids;
        }
        return mark(docker, Kind.VOLUME)
                .or(() -> mark(docker, Kind.CONTAINER).map(id -> create(docker, id)))
                .map(ids::with)
                .orElse(ids);
    }

    /**
     * The engine with an ID that lasts: marks it, if it has no mark and needs one. Of several processes that do so at once, all get the ID of
     * the first: the engine keeps the labels that a volume has.
     */
    public static Engine ensure(Docker docker, Engine engine) {
        EngineIds ids = engine.ids();
        return ids.isMark() && ids.own().isEmpty()
                ? engine.with(ids.with(create(docker, UUID.randomUUID().toString())))
                : engine;
    }

    /** As {@link #read}, and makes nothing. */
    public static EngineIds look(Docker docker, EngineIds ids) {
        if (!ids.isMark()) {
            return ids;
        }
        return mark(docker, Kind.VOLUME)
                .or(() -> mark(docker, Kind.CONTAINER))
                .map(ids::with)
                .orElse(ids);
    }

    private static String create(Docker docker, String id) {
        docker.run(new VolumeCommand.Create(VOLUME, Map.of(EngineIds.LABEL, id)));
        // If another process prunes volumes at this moment, the containers will have it.
        return mark(docker, Kind.VOLUME).orElse(id);
    }

    private static Optional<String> mark(Docker docker, Kind kind) {
        return docker.run(new ListLabelled(kind, EngineIds.LABEL, List.of(EngineIds.LABEL))).stream()
                .map(resource -> resource.labels().get(EngineIds.LABEL))
                .findFirst();
    }
}
