package dev.esb.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a container shares with the machine of its engine.
 *
 * @param id its whole ID
 * @param networkMode {@code host}, {@code none}, {@code container:ID}, or the name of a network
 * @param attachments the networks that it is in, in the engine's order
 * @param mounts its bind mounts and volumes, each with the path that it has on the engine's machine
 * @param inMemory its directories in memory, which hide what is mounted above them
 */
public record ContainerSurroundings(
        String id, String networkMode, List<Attachment> attachments, List<Mount> mounts, List<Path> inMemory) {
    private static final String OF_CONTAINER = "container:";

    /**
     * A network that a container is in.
     *
     * @param network the ID of the network
     * @param gateway its IPv4 address through which the container reaches other networks; empty where there is none
     */
    public record Attachment(String network, String gateway) {}

    /**
     * A directory or file of the engine's machine that a container sees.
     *
     * @param source on the engine's machine
     * @param target in the container
     */
    public record Mount(Path source, Path target) {}

    static ContainerSurroundings of(JsonNode json) {
        List<Attachment> attachments = new ArrayList<>();
        json.path("networks")
                .forEach(network -> attachments.add(new Attachment(
                        network.path("NetworkID").asText(),
                        network.path("Gateway").asText())));
        return new ContainerSurroundings(
                json.path("id").asText(), json.path("mode").asText(), attachments, mounts(json), inMemory(json));
    }

    /** A part of a volume is only in what was asked for; the source is that of the whole volume. */
    private static List<Mount> mounts(JsonNode json) {
        Map<String, String> parts = new HashMap<>();
        json.path("asked")
                .forEach(mount -> parts.put(
                        mount.path("Target").asText(),
                        mount.path("VolumeOptions").path("Subpath").asText()));
        List<Mount> mounts = new ArrayList<>();
        json.path("mounts").forEach(mount -> {
            String target = mount.path("Destination").asText();
            if (List.of("bind", "volume").contains(mount.path("Type").asText())) {
                mounts.add(new Mount(
                        Path.of(mount.path("Source").asText())
                                .resolve(parts.getOrDefault(target, ""))
                                .normalize(),
                        Path.of(target).normalize()));
            }
        });
        return mounts;
    }

    /** Those of {@code --tmpfs} are only in what was asked for. */
    private static List<Path> inMemory(JsonNode json) {
        List<Path> inMemory = new ArrayList<>();
        json.path("mounts").forEach(mount -> {
            if (mount.path("Type").asText().equals("tmpfs")) {
                inMemory.add(Path.of(mount.path("Destination").asText()).normalize());
            }
        });
        json.path("tmpfs")
                .fieldNames()
                .forEachRemaining(target -> inMemory.add(Path.of(target).normalize()));
        return inMemory;
    }

    /** Whether it has no network of its own. */
    public boolean isInNetworkOfHost() {
        return networkMode.equals("host");
    }

    /** Whether it is in that of another container. */
    public boolean isInNetworkOfContainer() {
        return networkMode.startsWith(OF_CONTAINER);
    }

    /** The container whose network this one uses; meaningful where {@link #isInNetworkOfContainer}. */
    public String containerOfNetwork() {
        return networkMode.substring(OF_CONTAINER.length());
    }
}
