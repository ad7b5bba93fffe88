package dev.esb.lifecycle;

import dev.esb.EsbException;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.Containers;
import dev.esb.docker.Docker;
import dev.esb.engine.Engine;
import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.EnvironmentLock;
import dev.esb.service.EnvironmentQueries;
import dev.esb.service.EnvironmentSummary;
import dev.esb.service.ServiceContainers;
import dev.esb.service.ServicePort;
import dev.esb.tls.CertificateFiles;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a test has to know of an environment: the results of {@code up}, as far as they still hold, and its ports as the engine publishes them now. Asks the
 * engine with one {@code docker} command.
 *
 * @param state as {@link EnvironmentSummary#state}; {@code absent} where it has no containers; {@code busy} while another
 *     process takes it down, restarts it, or begins to bring it up
 * @param services the names of its services, sorted
 * @param ports where each published port can be reached, of a service with several containers that of the first one
 * @param properties the results of {@code up}; without the ports of which another number is published by now
 */
public record EnvironmentDescription(
        String state, List<String> services, List<ServicePort> ports, Map<String, String> properties) {
    private static final String ABSENT = "absent";
    private static final String BUSY = "busy";

    /**
     * Describes an environment.
     *
     * @param variables the environment variables of this process
     * @throws EsbException when no engine answers
     */
    public static EnvironmentDescription of(
            Docker docker, EnvironmentKey key, Directories directories, Map<String, String> variables) {
        List<ContainerSummary> containers = new Containers(docker)
                .of(key.project()).stream()
                        .sorted(EnvironmentQueries.BY_SERVICE)
                        .toList();
        String host = containers.isEmpty() ? "" : Engine.host(docker, variables);
        List<ServicePort> ports = containers.stream()
                .filter(ContainerSummary::isRunning)
                .flatMap(container -> container.ports().stream()
                        .sorted(ServiceContainers.IPV4_FIRST)
                        .map(port -> ServicePort.of(container, port, host)))
                .toList();
        return new EnvironmentDescription(
                state(containers, directories),
                containers.stream()
                        .map(ContainerSummary::service)
                        .distinct()
                        .sorted()
                        .toList(),
                ports,
                properties(key, directories, host, ports));
    }

    private static String state(List<ContainerSummary> containers, Directories directories) {
        if (EnvironmentLock.isHeld(directories)) {
            return BUSY;
        }
        return containers.isEmpty() ? ABSENT : EnvironmentSummary.state(containers);
    }

    private static Map<String, String> properties(
            EnvironmentKey key, Directories directories, String host, List<ServicePort> ports) {
        Map<String, String> properties = new TreeMap<>(results(key, directories, ports));
        properties.put("esb.env", key.name().value());
        properties.put("esb.project", key.project());
        properties.putIfAbsent("esb.host", host);
        CertificateFiles certificates = new CertificateFiles(directories.certificates(), false);
        if (Files.exists(certificates.ca())) {
            properties.put("esb.certs.ca", certificates.ca().toString());
            properties.put("esb.certs.trustStore", certificates.trustStore().toString());
            properties.put("esb.certs.trustStorePassword", CertificateFiles.TRUST_STORE_PASSWORD);
        }
        return properties;
    }

    /** Those that {@code up} has left in this directory; a {@code mvn clean} removes them. */
    private static Map<String, String> results(EnvironmentKey key, Directories directories, List<ServicePort> ports) {
        Properties read = new Properties();
        Path file = directories.output().resolve("env.properties");
        try (Reader reader = Files.newBufferedReader(file)) {
            read.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            return Map.of();
        }
        if (!key.project().equals(read.getProperty("esb.project"))) {
            return Map.of();
        }
        Set<String> published =
                ports.stream().map(port -> String.valueOf(port.published())).collect(Collectors.toSet());
        Map<String, String> current = new TreeMap<>();
        for (String name : read.stringPropertyNames()) {
            if (!name.startsWith(Results.PORT) || published.contains(read.getProperty(name))) {
                current.put(name, read.getProperty(name));
            }
        }
        return current;
    }
}
