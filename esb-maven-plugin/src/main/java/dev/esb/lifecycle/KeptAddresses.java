package dev.esb.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.esb.Background;
import dev.esb.Reporter;
import dev.esb.docker.ContainerAddresses;
import dev.esb.docker.ContainerAddresses.Address;
import dev.esb.docker.Docker;
import dev.esb.docker.DockerException;
import dev.esb.docker.NetworkCommand;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Gives containers that do not run the addresses that they or those before them had: programs in other containers may have looked them up.
 *
 * @param model the isolated model, by which a service may ask for something in a network that would be lost
 */
record KeptAddresses(Docker docker, JsonNode model, Reporter reporter) {
    /** What a service can have in a network so that it can be put into it once more with nothing lost. */
    private static final Set<String> SIMPLE = Set.of("aliases", "priority");

    /**
     * Does it, for all containers at once. One that had none, because it did not run, gets one that no other container had: it may start before another one,
     * whose address the engine would give it.
     *
     * @param before the containers that there were
     * @param now those that are to be started in place of them, which may be the same
     */
    void restore(List<ContainerAddresses> before, List<ContainerAddresses> now) {
        FreeAddresses free = new FreeAddresses(model, before);
        Background.joinAll(now.stream()
                .map(container -> Background.run(() -> before.stream()
                        .filter(old -> old.service().equals(container.service()) && old.number() == container.number())
                        .findFirst()
                        .ifPresent(old -> restore(old, container, free))))
                .toList());
    }

    private void restore(ContainerAddresses before, ContainerAddresses now, FreeAddresses free) {
        Background.joinAll(now.addresses().stream()
                .filter(address -> !address.isFixed() && isSimple(now.service(), address.network()))
                .map(address -> Background.run(() -> before.addresses().stream()
                        .filter(old -> old.network().equals(address.network()))
                        .flatMap(old -> hasAddress(old) ? Stream.of(old) : free.in(address.network()).stream())
                        .forEach(old -> restore(now, address, old))))
                .toList());
    }

    private static boolean hasAddress(Address address) {
        return !address.ipv4().isEmpty() || !address.ipv6().isEmpty();
    }

    /** The aliases are those of the container that is started. */
    private void restore(ContainerAddresses now, Address address, Address old) {
        try {
            docker.run(new NetworkCommand.Disconnect(address.network(), now.id()));
            docker.run(new NetworkCommand.Connect(
                    now.id(), new Address(address.network(), old.ipv4(), old.ipv6(), address.aliases(), true)));
        } catch (DockerException e) {
            reporter.warn("'%s' has another address in the network '%s' than before: %s"
                    .formatted(now.service(), address.network(), e.reason()));
            docker.run(new NetworkCommand.Connect(
                    now.id(), new Address(address.network(), "", "", address.aliases(), false)));
        }
    }

    private boolean isSimple(String service, String network) {
        JsonNode settings = model.path("services").path(service);
        if (!settings.path("links").isEmpty()) {
            return false;
        }
        for (Map.Entry<String, JsonNode> entry : settings.path("networks").properties()) {
            JsonNode name = model.path("networks").path(entry.getKey()).path("name");
            if (name.asText().equals(network)) {
                return entry.getValue().properties().stream().allMatch(field -> SIMPLE.contains(field.getKey()));
            }
        }
        return false;
    }
}
