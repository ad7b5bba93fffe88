package dev.esb.engine;

import dev.esb.EsbException;
import dev.esb.docker.Docker;
import dev.esb.docker.EngineCommand;
import dev.esb.engine.EnginePlace.Elsewhere;
import dev.esb.engine.EnginePlace.Here;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the {@code docker} command finds its engine: {@code DOCKER_HOST}, else the endpoint of the Docker context. Read as that command reads it
 * (<a href="https://docs.docker.com/reference/cli/docker/#host">docker: --host</a>), which is not how a URI is read: a name may have
 * underscores, a socket's path blanks and backslashes, and what has no scheme is tcp.
 *
 * @param text as the user has written it; empty for the socket that the {@code docker} command uses by itself
 * @param source where it is from: {@code DOCKER_HOST}, or {@code the Docker context 'NAME'}
 * @param user for ssh; empty for the one that ssh chooses
 * @param host the name or address, an IPv6 address without brackets; empty for a socket or a pipe
 * @param port empty for the default
 */
public record EngineEndpoint(String text, String source, Transport transport, String user, String host, String port) {
    private static final String VARIABLE = "DOCKER_HOST";

    private static final Pattern WITH_SCHEME = Pattern.compile("(?<scheme>[^:/]+)://(?<rest>.*)", Pattern.DOTALL);

    // The path behind it is the engine's business: a prefix of its API, or its socket on the other side of ssh.
    private static final Pattern AUTHORITY = Pattern.compile(
            "((?<user>[^/]*)@)?(\\[(?<address>[^\\]/]*)\\]|(?<name>[^/:\\[\\]]*))(:(?<port>[^/:]*))?(/.*)?");

    private static final Pattern PORT = Pattern.compile("\\d{0,5}");
    private static final Pattern NAME = Pattern.compile("[^\\s?#%]*");
    // An address may name the interface that leads to it: fe80::1%eth0, in a URL fe80::1%25eth0 (RFC 6874).
    private static final Pattern ADDRESS = Pattern.compile("(?<address>[0-9A-Fa-f:.]+)(%25(?<zone>[^\\s%]+))?");
    private static final Pattern LOOPBACK = Pattern.compile(
            "localhost|127(\\.\\d{1,3}){3}|0\\.0\\.0\\.0|::|::1|0:0:0:0:0:0:0:[01]", Pattern.CASE_INSENSITIVE);

    /** How the {@code docker} command talks to the engine. */
    public enum Transport {
        /** A Unix socket or a named pipe of this machine. */
        SOCKET,
        /** HTTP, with or without TLS. */
        TCP,
        /** The docker command of another machine, run by ssh there. */
        SSH
    }

    /**
     * Reads an endpoint.
     *
     * @param source where it is from, in words
     * @throws EsbException when the {@code docker} command cannot read it, or finds no engine there
     */
    public static EngineEndpoint of(String text, String source) {
        String endpoint = text.strip();
        Matcher withScheme = WITH_SCHEME.matcher(endpoint);
        String scheme = withScheme.matches() ? withScheme.group("scheme") : "tcp";
        String rest = withScheme.matches() ? withScheme.group("rest") : endpoint;
        if (endpoint.isEmpty()) {
            scheme = "unix";
        }
        return switch (scheme) {
            case "unix", "npipe" -> new EngineEndpoint(endpoint, source, Transport.SOCKET, "", "", "");
            // Of the context, the docker command takes a URL of HTTP, too.
            case "tcp", "http", "https" -> network(endpoint, source, Transport.TCP, rest);
            case "ssh" -> network(endpoint, source, Transport.SSH, rest);
            case "fd" -> throw refusal(endpoint, source, "'fd://' is for the engine itself");
            default -> throw refusal(endpoint, source, "it knows no '%s://'".formatted(scheme));
        };
    }

    private static EngineEndpoint network(String text, String source, Transport transport, String rest) {
        Matcher parts = AUTHORITY.matcher(rest.replaceFirst("[?#].*", ""));
        if (!parts.matches()) {
            throw refusal(
                    text,
                    source,
                    "an IPv6 address has to stand in brackets, as in [::1]:2376, and only a port can follow it");
        }
        String port = Optional.ofNullable(parts.group("port")).orElse("");
        if (!PORT.matcher(port).matches() || !port.isEmpty() && Integer.parseInt(port) > 65535) {
            throw refusal(text, source, "'%s' is no port".formatted(port));
        }
        String host = parts.group("address") == null
                ? name(text, source, parts.group("name"))
                : address(text, source, parts.group("address"));
        String user = Optional.ofNullable(parts.group("user")).orElse("");
        if (transport == Transport.SSH) {
            requireSsh(text, source, host, user, rest);
        }
        return new EngineEndpoint(text, source, transport, user, host, port);
    }

    private static String name(String text, String source, String name) {
        if (!NAME.matcher(name).matches()) {
            throw refusal(text, source, "'%s' is neither a name nor an address".formatted(name));
        }
        return name;
    }

    private static String address(String text, String source, String address) {
        Matcher parts = ADDRESS.matcher(address);
        if (!parts.matches()) {
            throw refusal(
                    text,
                    source,
                    "'%s' is no IPv6 address; an interface stands behind '%%25', as in [fe80::1%%25eth0]"
                            .formatted(address));
        }
        String zone = parts.group("zone");
        return parts.group("address") + (zone == null ? "" : "%" + zone);
    }

    private static void requireSsh(String text, String source, String host, String user, String rest) {
        if (host.isEmpty() || host.startsWith("-")) {
            throw refusal(text, source, "it names no machine");
        }
        if (user.contains(":")) {
            throw refusal(text, source, "it takes no password for ssh; let ssh log in with a key");
        }
        if (rest.contains("?") || rest.contains("#")) {
            throw refusal(text, source, "nothing but a path may follow the machine");
        }
    }

    private static EsbException refusal(String text, String source, String reason) {
        return new EsbException(
                "%s is '%s', where the docker command finds no engine: %s."
                        .formatted(capital(source), masked(text), reason),
                "Give it the form unix:///var/run/docker.sock, tcp://HOST:2376 or ssh://USER@HOST%s."
                        .formatted(
                                source.equals(VARIABLE)
                                        ? ", or take DOCKER_HOST out of the environment"
                                        : ": 'docker context update' changes it, 'docker context use default' leaves it"));
    }

    private static String capital(String source) {
        return source.substring(0, 1).toUpperCase(Locale.ROOT) + source.substring(1);
    }

    /**
     * Checks what can be checked before a {@code docker} command is run.
     *
     * @param variables the environment variables of this process
     * @throws EsbException when {@code DOCKER_HOST} is set, and is no endpoint
     */
    public static void requireReadable(Map<String, String> variables) {
        ofVariable(variables);
    }

    /**
     * The endpoint that {@code DOCKER_HOST} gives.
     *
     * @param variables the environment variables of this process
     * @return empty where it is not set
     * @throws EsbException as {@link #of}
     */
    private static Optional<EngineEndpoint> ofVariable(Map<String, String> variables) {
        return Optional.of(variables.getOrDefault(VARIABLE, ""))
                .filter(text -> !text.isBlank())
                .map(text -> of(text, VARIABLE));
    }

    /**
     * The endpoint that is in use.
     *
     * @param context the Docker context in use
     * @param variables the environment variables of this process
     * @throws EsbException as {@link #of}
     */
    public static EngineEndpoint read(Docker docker, String context, Map<String, String> variables) {
        return ofVariable(variables).orElseGet(() -> {
            String source = "the Docker context '%s'".formatted(context);
            return of(context.equals("default") ? "" : docker.run(new EngineCommand.ContextEndpoint(context)), source);
        });
    }

    /**
     * The endpoint that is in use. Does not ask the engine.
     *
     * @param variables the environment variables of this process
     * @throws EsbException as {@link #of}
     */
    public static EngineEndpoint current(Docker docker, Map<String, String> variables) {
        String context = variables.getOrDefault("DOCKER_CONTEXT", "");
        return ofVariable(variables)
                .orElseGet(() -> of(
                        docker.run(new EngineCommand.CurrentEndpoint()),
                        context.isEmpty() ? "the Docker context" : "the Docker context '%s'".formatted(context)));
    }

    /** Where the engine is. Over ssh, ssh says which machine it connects to: its configuration may know that under another name. */
    public EnginePlace place() {
        return place(SshSettings::of);
    }

    EnginePlace place(Function<SshDestination, SshSettings> ssh) {
        return switch (transport) {
            case SOCKET -> new Here();
            case TCP -> isLoopback() ? new Here(false) : new Elsewhere(host);
            case SSH -> {
                SshDestination destination = new SshDestination(user, host, port);
                SshSettings settings = ssh.apply(destination);
                // Ports that ssh forwards are those of another machine: of a virtual one, say. That is not known here,
                // so no file is taken for
                // one that the engine sees.
                yield new Elsewhere(
                        isLoopback(settings.hostName()) ? EnginePlace.LOOPBACK : settings.hostName(),
                        Optional.of(new SshRoute(destination, settings.isProxied())));
            }
        };
    }

    /** Whether {@code DOCKER_HOST} gives it. */
    public boolean isOfVariable() {
        return source.equals(VARIABLE);
    }

    /**
     * Whether the engine's address leads to this machine, as far as an address can tell. What listens there may forward to another machine, and
     * nothing that an engine says of itself proves the contrary: two machines can have one name, one kernel and as much memory. So that an
     * address of this machine is enough is a decision, as the README says; ssh is the way to an engine of another one.
     */
    public boolean isLoopback() {
        return isLoopback(host);
    }

    private static boolean isLoopback(String host) {
        return host.isEmpty() || LOOPBACK.matcher(host).matches();
    }

    /** The text of an endpoint, or one with endpoints in it, without the password that stands before a host. */
    public static String masked(String text) {
        return text.replaceAll("(://[^/\\s@:]*):[^/\\s]*@", "$1:***@");
    }
}
