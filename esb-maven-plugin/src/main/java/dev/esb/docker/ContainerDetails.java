package dev.esb.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a container was configured when it was created, as {@code docker inspect} prints it. All of it is there whether the container runs
 * or not.
 *
 * @param name its name
 * @param service its service in the Compose file
 * @param image the ID of its image
 * @param ports the ports that it publishes on fixed ports of the host, by container port in the order of their text, and then as Compose
 *     gave them; without those for which the engine chooses a port each time the container starts
 * @param bindMounts the paths of the host that it mounts
 * @param volumeMounts the volumes that it mounts
 */
public record ContainerDetails(
        String name,
        String service,
        String image,
        List<ConfiguredPort> ports,
        List<String> bindMounts,
        List<VolumeMount> volumeMounts) {
    // The first two parts of /srv/data:/data:rw; the source may begin with the letter of a drive, as in C:\data:/data.
    private static final Pattern BIND = Pattern.compile("((?:[A-Za-z]:)?[^:]+):.*");
    private static final Pattern HOST_PORT = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");

    /**
     * A port of a container that is to be published.
     *
     * @param target the port of the container
     * @param protocol {@code tcp}, {@code udp} or {@code sctp}
     * @param hostAddress the address of the host, such as {@code 127.0.0.1}; empty for every address
     * @param first the port of the host, or the first one of a range, from which the engine takes a free one
     * @param count how many ports of the host the range has; 1 where it is none
     */
    public record ConfiguredPort(int target, String protocol, String hostAddress, int first, int count) {}

    /**
     * A volume that a container mounts.
     *
     * @param volume the name of the volume
     * @param subpath the part of it that is mounted; empty for all of it
     * @param target where it is in the container
     */
    public record VolumeMount(String volume, String subpath, String target) {}

    static ContainerDetails of(JsonNode json) {
        JsonNode host = json.path("HostConfig");
        List<ConfiguredPort> ports = new ArrayList<>();
        host.path("PortBindings").properties().forEach(entry -> {
            String[] target = entry.getKey().split("/", 2);
            entry.getValue().forEach(binding -> {
                Matcher published = HOST_PORT.matcher(binding.path("HostPort").asText());
                if (published.matches() && Integer.parseInt(published.group(1)) > 0) {
                    int first = Integer.parseInt(published.group(1));
                    int last = published.group(2) == null ? first : Integer.parseInt(published.group(2));
                    ports.add(new ConfiguredPort(
                            Integer.parseInt(target[0]),
                            target.length > 1 ? target[1] : "tcp",
                            binding.path("HostIp").asText(),
                            first,
                            last - first + 1));
                }
            });
        });
        return new ContainerDetails(
                json.path("Name").asText().replaceFirst("^/", ""),
                json.path("Config").path("Labels").path(ComposeLabels.SERVICE).asText(),
                json.path("Image").asText(),
                ports,
                bindMounts(host),
                volumeMounts(json));
    }

    /** Which part of a volume is mounted is only in what was asked for, and not even there with Podman, which mounts no parts. */
    private static List<VolumeMount> volumeMounts(JsonNode json) {
        Map<String, String> subpaths = new HashMap<>();
        json.path("HostConfig")
                .path("Mounts")
                .forEach(mount -> subpaths.put(
                        mount.path("Target").asText(),
                        mount.path("VolumeOptions").path("Subpath").asText()));
        List<VolumeMount> mounts = new ArrayList<>();
        json.path("Mounts").forEach(mount -> {
            String target = mount.path("Destination").asText();
            if (mount.path("Type").asText().equals("volume")) {
                mounts.add(new VolumeMount(mount.path("Name").asText(), subpaths.getOrDefault(target, ""), target));
            }
        });
        return mounts;
    }

    /** From what was asked for: in {@code Mounts}, Docker Desktop has the path in its virtual machine. */
    private static List<String> bindMounts(JsonNode host) {
        List<String> sources = new ArrayList<>();
        host.path("Binds").forEach(bind -> {
            Matcher matcher = BIND.matcher(bind.asText());
            // Others are names of volumes.
            if (matcher.matches() && matcher.group(1).matches("(?:[A-Za-z]:)?[/\\\\].*")) {
                sources.add(matcher.group(1));
            }
        });
        host.path("Mounts").forEach(mount -> {
            if (mount.path("Type").asText().equals("bind")) {
                sources.add(mount.path("Source").asText());
            }
        });
        return sources;
    }
}
