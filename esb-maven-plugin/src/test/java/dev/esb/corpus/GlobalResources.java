package dev.esb.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import dev.esb.environment.Subnet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a rendered stack claims of an engine and its host, read from the file alone. */
final class GlobalResources {
    record Resource(String kind, String value) {}

    private static final List<String> OF_THE_MACHINE =
            List.of("/dev", "/proc", "/sys", "/etc/localtime", "/etc/timezone", "/lib/modules");

    private GlobalResources() {}

    static Set<Resource> common(JsonNode a, JsonNode b) {
        Set<Resource> ofA = of(a);
        Set<Resource> ofB = of(b);
        Set<Resource> common = new LinkedHashSet<>(ofA);
        common.retainAll(ofB);
        Set<Subnet> subnetsOfB = subnets(ofB);
        for (Subnet subnet : subnets(ofA)) {
            subnetsOfB.stream()
                    .filter(other -> subnet.overlaps(other) && !subnet.equals(other))
                    .forEach(other -> common.add(new Resource("subnet", subnet + " overlaps " + other)));
        }
        return common;
    }

    private static Set<Resource> of(JsonNode model) {
        Set<Resource> resources = new LinkedHashSet<>();
        for (JsonNode service : model.path("services")) {
            add(resources, "container", service.path("container_name"));
            if (service.has("build")) {
                add(resources, "image", service.path("image"));
            }
            if (service.path("network_mode").asText().equals("host")) {
                // The engine discards published ports there.
                resources.add(new Resource("network", "host"));
            } else {
                service.path("ports").forEach(port -> addPorts(resources, port));
            }
            service.path("volumes").forEach(volume -> addPath(resources, volume));
        }
        for (String section : List.of("networks", "volumes")) {
            for (JsonNode entry : model.path(section)) {
                add(resources, section, entry.path("name"));
                if (!entry.path("driver_opts").path("type").asText().equals("tmpfs")) {
                    add(resources, "path", entry.path("driver_opts").path("device"));
                }
                add(resources, "bridge", entry.path("driver_opts").path("com.docker.network.bridge.name"));
                entry.path("ipam").path("config").forEach(pool -> add(resources, "subnet", pool.path("subnet")));
            }
        }
        return resources;
    }

    private static void add(Set<Resource> resources, String kind, JsonNode value) {
        if (!value.asText().isEmpty()) {
            resources.add(new Resource(kind, value.asText()));
        }
    }

    private static void addPorts(Set<Resource> resources, JsonNode port) {
        String published = port.path("published").asText();
        if (!published.isEmpty()) {
            String[] range = published.split("-");
            for (int n = Integer.parseInt(range[0]); n <= Integer.parseInt(range[range.length - 1]); n++) {
                resources.add(
                        new Resource("port", n + "/" + port.path("protocol").asText()));
            }
        }
    }

    private static void addPath(Set<Resource> resources, JsonNode volume) {
        String source = volume.path("source").asText();
        boolean ofTheMachine =
                OF_THE_MACHINE.stream().anyMatch(path -> source.equals(path) || source.startsWith(path + "/"));
        if (volume.path("type").asText().equals("bind")
                && !volume.path("read_only").asBoolean()
                && !ofTheMachine) {
            resources.add(new Resource("path", source));
        }
    }

    private static Set<Subnet> subnets(Set<Resource> resources) {
        return resources.stream()
                .filter(resource -> resource.kind().equals("subnet"))
                .map(resource -> Subnet.parse(resource.value()))
                .collect(Collectors.toSet());
    }
}
