package dev.esb.junit;

import dev.esb.junit.Description.Port;
import dev.esb.junit.Tool.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The environment that a test runs against: a stack that is up. What fails throws an {@link EnvironmentException} that says what to do. */
public final class Environment {
    private static final List<String> TLS_PORTS = List.of("443", "8443");

    private final String name;
    private final String stack;
    private final Supplier<Calls> calls;
    private final Map<String, String> handed;
    private volatile Description description;

    /**
     * @param calls asks the engine; started when it is needed first
     * @param handed what the build has handed to its tests; empty where there is none
     * @param description what is known of the environment; null for nothing yet
     */
    Environment(String name, String stack, Supplier<Calls> calls, Map<String, String> handed, Description description) {
        this.name = name;
        this.stack = stack;
        this.calls = calls;
        this.handed = handed;
        this.description = description;
    }

    /** Its name, {@code esb.env}. */
    public String name() {
        return name;
    }

    /** The name of its stack; empty where the build has one only. */
    public String stack() {
        return stack;
    }

    /** The Compose project: {@code docker compose -p}. */
    public String project() {
        return "esb-" + name + (stack.isEmpty() ? "" : "-" + stack);
    }

    /** The name or address at which published ports can be reached, {@code esb.host}; an IPv6 address without brackets. */
    public String host() {
        return properties().get("esb.host");
    }

    /** The port of {@link #host()} behind which a service listens that publishes one TCP port only. */
    public int port(String service) {
        return port(service, 0);
    }

    /** @param port the port of the container, TCP */
    public int port(String service, int port) {
        return port(service, port, "tcp");
    }

    /**
     * The port of {@link #host()} behind which a service listens.
     *
     * @param port the port of the container; 0 for the only one
     * @param protocol {@code tcp} or {@code udp}
     */
    public int port(String service, int port, String protocol) {
        String suffix = protocol.equals("tcp") ? "" : "." + protocol;
        String known = handed.get("esb.port.%s.%s%s".formatted(service, port, suffix));
        return known != null
                ? Integer.parseInt(known)
                : published(service, port, protocol).published();
    }

    /** {@code http://host:port}, or {@code https} where the port of the container is 443 or 8443, of a service that publishes one TCP port only. */
    public URI url(String service) {
        return url(service, 0, "", "");
    }

    /**
     * The URL of a service.
     *
     * @param port the port of the container; 0 for the only one
     * @param scheme empty for {@code https} where the port of the container is 443 or 8443, else {@code http}
     * @param path with a slash first, or empty
     */
    public URI url(String service, int port, String scheme, String path) {
        Port published = published(service, port, "tcp");
        String host = published.host().contains(":") ? "[" + published.host() + "]" : published.host();
        String guessed = TLS_PORTS.contains(published.target()) ? "https" : "http";
        return URI.create(
                "%s://%s:%s%s".formatted(scheme.isEmpty() ? guessed : scheme, host, published.published(), path));
    }

    /** All results of {@code up}, as tests have them as system properties: {@code esb.port.web.80}, {@code esb.certs.ca}. */
    public Map<String, String> properties() {
        return Map.copyOf(handed.isEmpty() ? described().properties() : handed);
    }

    /** The same as {@code esb:run} hands them to a command: {@code ESB_HOST}, {@code ESB_PORT_WEB_80}. */
    public Map<String, String> variables() {
        return properties().entrySet().stream()
                .collect(Collectors.toMap(
                        property -> property.getKey().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"),
                        Map.Entry::getValue,
                        (first, second) -> first,
                        TreeMap::new));
    }

    /** The certificate, in PEM, of the authority that the environment has of its own, where the stack uses {@code ESB_CERT_DIR}. */
    public Path caCertificate() {
        return Path.of(certificates("esb.certs.ca"));
    }

    /** A context for TLS connections that trusts the environment's certificates, and no others. */
    public SSLContext sslContext() {
        Path file = Path.of(certificates("esb.certs.trustStore"));
        try (InputStream stream = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(stream, certificates("esb.certs.trustStorePassword").toCharArray());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new EnvironmentException(
                    "The trust store '%s' of the environment '%s' cannot be read: %s."
                            .formatted(file, name, e.getMessage()),
                    e);
        }
    }

    private String certificates(String property) {
        String value = properties().get(property);
        if (value == null) {
            throw new EnvironmentException(
                    "The environment '%s' has no certificates. It gets them where a Compose file mentions the variable ESB_CERT_DIR."
                            .formatted(name));
        }
        return value;
    }

    /** All that a service has logged, each line with the container's name before it. */
    public String logs(String service) {
        return String.join("\n", run("logs", service).output());
    }

    /** The last lines of all services since a moment; for reports. */
    String logsSince(String moment, int lines) {
        return String.join(
                "\n", run("logs", "--since=" + moment, "--tail=" + lines).output());
    }

    /** Stops services; all, where none is named. Their containers, ports and data stay. */
    public void stop(String... services) {
        run("stop", services);
    }

    /** Starts services again that were stopped, and waits until they are ready. */
    public void start(String... services) {
        run("start", services);
    }

    /** Freezes the processes of services; all, where none is named. Connections to them stay open, and get no answer. */
    public void pause(String... services) {
        run("pause", services);
    }

    /** Lets the processes of services go on that were paused. */
    public void unpause(String... services) {
        run("unpause", services);
    }

    /** Kills the processes of services; all, where none is named. They have no time to write anything. */
    public void kill(String... services) {
        run("kill", services);
    }

    /** Restarts services, and waits until they are ready again. */
    public void restart(String... services) {
        run("restart", services);
    }

    /**
     * Puts the environment back to its snapshot, and waits until it is ready again.
     *
     * @param services further ones whose containers are replaced, because they keep state in memory
     */
    public void reset(String... services) {
        run(
                "reset",
                services.length == 0 ? new String[0] : new String[] {"--reset-services=" + String.join(",", services)});
    }

    private Answer run(String command, String... arguments) {
        Answer answer = calls.get().run(command, name, stack, List.of(arguments));
        // Where the engine chooses the ports, services that were started again have others.
        description = null;
        if (answer.exitCode() != 0) {
            throw new EnvironmentException(answer.problem());
        }
        return answer;
    }

    private Port published(String service, int port, String protocol) {
        Description now = described();
        List<Port> own = now.ports().stream()
                .filter(each -> each.service().equals(service))
                .toList();
        String suffix = protocol.equals("tcp") ? "" : "/" + protocol;
        List<Port> wanted = own.stream()
                .filter(each -> port == 0
                        ? each.target().endsWith(suffix)
                                && (!suffix.isEmpty() || !each.target().contains("/"))
                        : each.target().equals(port + suffix))
                .toList();
        List<String> different = wanted.stream().map(Port::target).distinct().toList();
        if (different.size() == 1) {
            return wanted.get(0);
        }
        throw new EnvironmentException(noSuchPort(service, port == 0 ? "" : port + suffix, now, own));
    }

    private String noSuchPort(String service, String wanted, Description now, List<Port> own) {
        if (!now.services().contains(service)) {
            return "The environment '%s' has no service '%s'. There are: %s."
                    .formatted(name, service, texts(now.services(), Function.identity()));
        }
        if (own.isEmpty()) {
            return "The service '%s' of the environment '%s' publishes no port, or does not run. There are: %s."
                    .formatted(service, name, texts(now.ports(), port -> port.service() + ":" + port.target()));
        }
        return wanted.isEmpty()
                ? "The service '%s' of the environment '%s' does not publish just one port; name one of them with 'port': %s."
                        .formatted(service, name, texts(own, Port::target))
                : "The service '%s' of the environment '%s' does not publish the port %s. It publishes: %s."
                        .formatted(service, name, wanted, texts(own, Port::target));
    }

    private static <T> String texts(List<T> values, Function<T, String> text) {
        return values.isEmpty()
                ? "none"
                : values.stream().map(text).distinct().sorted().collect(Collectors.joining(", "));
    }

    private Description described() {
        Description known = description;
        if (known == null) {
            known = calls.get().describe(name, stack);
            description = known;
        }
        return known;
    }

    @Override
    public String toString() {
        return stack.isEmpty() ? name : name + "/" + stack;
    }
}
