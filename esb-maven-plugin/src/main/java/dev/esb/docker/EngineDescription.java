package dev.esb.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What {@code docker info} says of the engine and of the {@code docker} command.
 *
 * @param info the part that every goal needs
 * @param clientVersion the version of the {@code docker} command; empty where it does not tell
 * @param buildxVersion the version of the Buildx plugin; empty when there is none
 * @param hostName the name of the engine's machine
 * @param rootDirectory where the engine keeps images, containers and volumes, on its machine
 * @param memory of the engine's machine, in bytes; 0 where it is not known
 * @param security the names in its security options, such as {@code rootless}, {@code selinux} and {@code userns}
 * @param cgroupDriver {@code systemd}, {@code cgroupfs}, or {@code none}
 * @param pools from where networks get their subnets that name none; empty for Docker's own
 */
public record EngineDescription(
        EngineInfo info,
        String clientVersion,
        String buildxVersion,
        String hostName,
        String rootDirectory,
        long memory,
        Set<String> security,
        String cgroupDriver,
        List<AddressPool> pools) {

    /**
     * A part of {@code default-address-pools}.
     *
     * @param base in CIDR notation
     * @param size the length of the prefix of each subnet
     */
    public record AddressPool(String base, int size) {}

    static EngineDescription of(EngineInfo info, JsonNode json) {
        return new EngineDescription(
                info,
                json.path("ClientInfo").path("Version").asText(),
                plugin(json, "buildx"),
                json.path("Name").asText(),
                json.path("DockerRootDir").asText(),
                json.path("MemTotal").asLong(),
                security(json),
                json.path("CgroupDriver").asText(),
                pools(json.path("DefaultAddressPools")));
    }

    /** The names in the security options. */
    static Set<String> security(JsonNode json) {
        return Json.strings(json.path("SecurityOptions")).stream()
                // "name=seccomp,profile=builtin"
                .map(option -> option.replaceFirst("^name=", "").replaceFirst(",.*$", ""))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The version of a plugin of the {@code docker} command; empty when it is not there. */
    static String plugin(JsonNode json, String name) {
        for (JsonNode plugin : json.path("ClientInfo").path("Plugins")) {
            if (plugin.path("Name").asText().equals(name)) {
                return plugin.path("Version").asText();
            }
        }
        return "";
    }

    private static List<AddressPool> pools(JsonNode json) {
        List<AddressPool> pools = new ArrayList<>();
        json.forEach(pool -> pools.add(
                new AddressPool(pool.path("Base").asText(), pool.path("Size").asInt())));
        return List.copyOf(pools);
    }

    /** Whether it is Podman, which answers to Docker's API. */
    public boolean isPodman() {
        return info.ids().isMark();
    }

    /** Whether an ordinary account runs the engine. */
    public boolean isRootless() {
        return security.contains("rootless");
    }
}
