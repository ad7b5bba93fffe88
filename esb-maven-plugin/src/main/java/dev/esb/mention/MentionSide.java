package dev.esb.mention;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides of each mention of a port whether it means the container's, which stays as it is written, or the host's. */
public final class MentionSide {
    private final MentionHost mentioned;
    private final StackHosts hosts;
    private final NetworkNamespaces namespaces;
    private final JsonNode services;
    /** Numbers of the host behind variables that also say on which port a container listens. */
    private final Set<String> alsoInside = new HashSet<>();

    /**
     * @param model the stack with its author's values
     * @param hostAddresses addresses of the host on which the stack publishes ports
     */
    public MentionSide(JsonNode model, Set<String> hostAddresses) {
        this.services = model.path("services");
        this.hosts = new StackHosts(services, hostAddresses);
        this.namespaces = new NetworkNamespaces(services);
        this.mentioned = new MentionHost(services, hosts);
    }

    /** Has the variable with this number count as one that also says on which port a container listens. */
    void addInside(String number) {
        alsoInside.add(number);
    }

    /** All services with the loopback of this one. */
    List<String> together(String service) {
        return namespaces.together(service);
    }

    /** Whether the mention says on which port the process itself listens: in its command, or where its healthcheck asks it. */
    boolean isOwn(PortMention mention) {
        String host = mentioned.of(mention);
        boolean isAsked = mention.place().asksContainer()
                && hosts.isLoopback(mention.place().subject(), host);
        return (host.isEmpty() || StackHosts.isEveryAddress(host) || isAsked) && !TellingKey.saysOutside(mention.key());
    }

    /** Whether a number without a variable is that of a port: it stands after a name or address of the host. */
    public boolean isLiteral(PortMention mention) {
        String service = mention.place().subject();
        return mention.hasColon()
                && (hosts.isHost(service, mention.host()) || hosts.isLoopback(service, mention.host()));
    }

    /** Which port a literal means, as in {@code http://localhost:8080}. */
    public Side ofLiteral(PortMention mention) {
        String service = mention.place().subject();
        Optional<Side> known = known(mention, mention.host());
        if (known.isPresent()) {
            return isOfInterBrokerListener(mention) ? Side.UNCERTAIN : known.get();
        }
        if (namespaces.isUnknown(service)) {
            return Side.UNCERTAIN;
        }
        if (!namespaces.listens(service, mention.number())) {
            return Side.OUTSIDE;
        }
        return namespaces.hasJoined(service) ? Side.INSIDE : Side.UNCERTAIN;
    }

    /**
     * Which port a number means that comes from a variable behind a published port.
     *
     * @param number the number of the host that the variable has in the environment
     */
    public Side ofVariable(PortMention mention, String number) {
        String service = mention.place().subject();
        String host = mentioned.of(mention);
        Optional<Side> known = known(mention, host);
        if (known.isPresent()) {
            return known.get();
        }
        if (hosts.isLoopback(service, host)) {
            boolean isNeighbour = namespaces.hasJoined(service) && namespaces.listens(service, mention.number());
            return isNeighbour ? Side.INSIDE : Side.OUTSIDE;
        }
        // A name that no service has is that of a machine. One without a dot can be any word before a colon, such as
        // "port".
        if (host.contains(".")) {
            return Side.OUTSIDE;
        }
        boolean isListened = mention.hasColon() && host.isEmpty();
        return isListened || alsoInside.contains(number) ? Side.INSIDE : Side.OUTSIDE;
    }

    /** What follows from the host before the number, and from the name of what has the number as its value. */
    private Optional<Side> known(PortMention mention, String host) {
        TextPlace place = mention.place();
        boolean isHostsLoopback = hosts.isLoopback(place.subject(), host) && namespaces.isHost(place.subject());
        if (place.isReadOnHost() || hosts.isHost(place.subject(), host) || isHostsLoopback) {
            return Optional.of(Side.OUTSIDE);
        }
        if (place.asksContainer() || StackHosts.isEveryAddress(host) || hosts.isService(place.subject(), host)) {
            return Optional.of(Side.INSIDE);
        }
        if (TellingKey.saysOutside(mention.key())) {
            return Optional.of(Side.OUTSIDE);
        }
        return TellingKey.saysListening(mention.key()) ? Optional.of(Side.INSIDE) : Optional.empty();
    }

    /**
     * Brokers reach each other, and themselves, under the address of one of the advertised listeners (<a
     * href="https://kafka.apache.org/documentation/#brokerconfigs_inter.broker.listener.name">Kafka: inter.broker.listener.name</a>), by
     * default that of the protocol PLAINTEXT. Another port would cut them off.
     */
    private boolean isOfInterBrokerListener(PortMention mention) {
        if (!TellingKey.hasListeners(mention.key())) {
            return false;
        }
        String listener = "PLAINTEXT";
        for (var variable :
                services.path(mention.place().subject()).path("environment").properties()) {
            if (TellingKey.namesInterBrokerListener(variable.getKey())) {
                listener = variable.getValue().asText();
            }
        }
        return mention.scheme().equalsIgnoreCase(listener);
    }
}
