package dev.esb.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;

/**
 * How an engine keeps what is in volumes.
 *
 * @param directory the directory on its machine in which each volume has one; empty where it does not tell
 * @param hasOwnersOfMachine whether a file has the same numbers of owner and group in a container as on the engine's machine. An engine that an
 *     ordinary account runs, or that gives containers other accounts of its machine, translates them
 */
public record VolumeStore(Optional<String> directory, boolean hasOwnersOfMachine) {
    /** Of an engine that tells nothing. */
    public static final VolumeStore UNKNOWN = new VolumeStore(Optional.empty(), false);

    /** Docker has them where its other data is; Podman's configuration can name any directory, which its answer does not have. */
    static VolumeStore of(JsonNode info, EngineIds ids) {
        String root = info.path("DockerRootDir").asText();
        Set<String> security = EngineDescription.security(info);
        return new VolumeStore(
                Optional.of(root)
                        .filter(path -> path.startsWith("/") && !ids.isMark())
                        .map(path -> path + "/volumes"),
                !security.contains("rootless") && !security.contains("userns"));
    }

    /** Where the data of a volume is that the engine makes itself; empty where it does not tell. */
    public Optional<String> data(String volume) {
        return directory.map(all -> all + "/" + volume + "/_data");
    }
}
