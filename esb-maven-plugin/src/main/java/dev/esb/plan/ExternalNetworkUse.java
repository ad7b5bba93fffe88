package dev.esb.plan;

import dev.esb.Background;
import dev.esb.compose.Stack;
import dev.esb.compose.StackFiles;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.Docker;
import dev.esb.docker.NetworkCommand;
import dev.esb.docker.NetworkMember;
import dev.esb.docker.NetworkSettings;
import dev.esb.isolation.ExternalNetwork;
import dev.esb.isolation.ExternalNetwork.Own;
import dev.esb.isolation.ExternalNetwork.Shared;
import dev.esb.isolation.StackNetworks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Finds out which external networks of a stack its environment gets for itself: those on which no container outside the stack is, running or
 * not. What an environment that is there has already it keeps.
 */
public final class ExternalNetworkUse {
    private static final String ISOLATE =
            "name '%s' in esb.isolate to give each environment its own all the same, or in esb.share if it is meant to be shared";

    /** The most containers that a message names. */
    private static final int NAMED = 8;

    private final StackRequest request;
    private final Stack stack;
    private final StackContainers own;
    private final RunningEnvironment running;

    private ExternalNetworkUse(StackRequest request, StackFiles files, Stack stack, RunningEnvironment running) {
        this.request = request;
        this.stack = stack;
        this.own = StackContainers.of(request.key(), files, stack);
        this.running = running;
    }

    /**
     * Asks the engine, with two commands, or none where the stack has no external network but those that the user shares. The environment
     * {@code default} uses all of them as the file says.
     *
     * @param running what the environment has on the engine
     * @return what becomes of each external network that the user does not share, by key
     */
    public static Map<String, ExternalNetwork> of(
            Docker docker, StackRequest request, StackFiles files, Stack stack, RunningEnvironment running) {
        Map<String, String> names = request.key().name().isDefault() ? Map.of() : names(request, stack);
        return names.isEmpty()
                ? Map.of()
                : new ExternalNetworkUse(request, files, stack, running).decide(docker, names);
    }

    private static Map<String, String> names(StackRequest request, Stack stack) {
        Map<String, String> names = new LinkedHashMap<>();
        stack.model().path("networks").properties().forEach(network -> {
            String key = network.getKey();
            boolean isShared =
                    request.share().contains(key) && !request.isolate().contains(key);
            if (network.getValue().path("external").asBoolean() && !isShared) {
                names.put(key, network.getValue().path("name").asText(key));
            }
        });
        return names;
    }

    private Map<String, ExternalNetwork> decide(Docker docker, Map<String, String> names) {
        List<String> asked = names.values().stream().distinct().toList();
        CompletableFuture<List<NetworkSettings>> settings =
                Background.start(() -> docker.run(new NetworkCommand.Settings(asked)));
        List<NetworkMember> members = docker.run(new ContainerCommand.OnNetworks(asked, StackContainers.LABELS));
        List<NetworkSettings> networks = Background.join(settings);
        Map<String, ExternalNetwork> decided = new LinkedHashMap<>();
        names.forEach((key, name) -> decided.put(
                key,
                networks.stream()
                        .filter(network -> network.isNamed(name))
                        .findFirst()
                        .map(network -> decide(
                                key,
                                network,
                                members.stream()
                                        .filter(member -> member.isOn(network.name()))
                                        .toList()))
                        .orElseGet(() -> decideWithout(key))));
        return decided;
    }

    private ExternalNetwork decide(String key, NetworkSettings network, List<NetworkMember> members) {
        List<String> others = members.stream()
                .filter(member -> !own.include(member))
                .map(NetworkMember::name)
                .sorted()
                .toList();
        Own replaced = new Own(others, network.subnets(), network.isInternal(), network.hasIpv6());
        if (hasOwn(key) || request.isolate().contains(key)) {
            return replaced;
        }
        Optional<String> reason = leadsOut(network).or(() -> naming(others));
        if (reason.isPresent()) {
            return new Shared(reason.get(), ISOLATE.formatted(key));
        }
        String project = request.key().project();
        return members.stream().anyMatch(member -> member.project().equals(project))
                ? new Shared(
                        "this environment is on it since it came up",
                        "take the environment down and bring it up again: it then gets its own")
                : replaced;
    }

    /** Of a network that is not on the engine. */
    private ExternalNetwork decideWithout(String key) {
        return hasOwn(key) || StackNetworks.addresses(stack.model(), key).isEmpty()
                ? Own.OF_NONE
                : new Shared(
                        "it is not on the engine, so nothing says which subnet the static addresses of services on it are in",
                        "create it with that subnet ('docker network create --subnet'), or make it a network of the stack (ipam)");
    }

    private boolean hasOwn(String key) {
        return running.networks().stream().anyMatch(network -> network.key().equals(key));
    }

    /** Why containers can meet others on a network than those of this engine that are listed as being on it. */
    private static Optional<String> leadsOut(NetworkSettings network) {
        if (network.isOfTheEngine()) {
            return Optional.of("it is the engine's own");
        }
        if (!network.driver().equals("bridge")) {
            return Optional.of("with the driver '%s', it can lead to other machines".formatted(network.driver()));
        }
        return network.bridgeName().isEmpty()
                ? Optional.empty()
                : Optional.of("its bridge has a fixed name, '%s', by which the host can use it for more"
                        .formatted(network.bridgeName()));
    }

    private static Optional<String> naming(List<String> others) {
        if (others.isEmpty()) {
            return Optional.empty();
        }
        String names = String.join("', '", others.subList(0, Math.min(NAMED, others.size())));
        String more = others.size() > NAMED ? " and %s more".formatted(others.size() - NAMED) : "";
        return Optional.of(
                "outside the stack, '%s'%s %s on it".formatted(names, more, others.size() == 1 ? "is" : "are"));
    }
}
