package dev.esb.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.esb.EsbException;
import dev.esb.FileProblem;
import dev.esb.compose.Stack;
import dev.esb.engine.Engine;
import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentLock;
import dev.esb.environment.EnvironmentPlan;
import dev.esb.environment.MarkedDirectory;
import dev.esb.tls.CertificateFiles;
import dev.esb.tls.Certificates;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Creates the directories and certificates of an environment before its stack starts. */
final class EnvironmentFiles {
    private final EnvironmentPlan environment;
    private final Stack stack;
    private final Engine engine;
    private Optional<CertificateFiles> certificates = Optional.empty();

    EnvironmentFiles(EnvironmentPlan environment, Stack stack, Engine engine) {
        this.environment = environment;
        this.stack = stack;
        this.engine = engine;
    }

    /**
     * Creates the environment's directory, and the directory for sockets and the certificates if the Compose files refer to them.
     *
     * @throws EsbException when another process works on the environment for more than two minutes, or a file cannot be made
     */
    void create() {
        try {
            certificates = EnvironmentLock.whileHeld(
                    environment.directories(), EnvironmentLock.LONGEST_WORK, this::createFiles);
        } catch (IOException e) {
            throw new EsbException(
                    "The files of the environment '%s' cannot be made in '%s' (esb.home): %s. Check who owns it, and the disk."
                            .formatted(
                                    environment.key(),
                                    environment.directories().config(),
                                    FileProblem.of(e, environment.directories().config())),
                    e);
        } catch (IllegalArgumentException e) {
            throw new EsbException(
                    "The stack asks for certificates, which are made out to its services and to the engine's host: %s. Give the service another name, or another 'container_name'."
                            .formatted(e.getMessage()),
                    e);
        }
    }

    /** Under the environment's lock, because another process may be removing stray directories of the same name. */
    private Optional<CertificateFiles> createFiles() throws IOException {
        Directories directories = environment.directories();
        MarkedDirectory.create(directories.config(), engine.ids().all());
        if (areMentioned(directories.sockets(), stack)) {
            MarkedDirectory.create(directories.sockets(), engine.ids().all());
        }
        if (areMentioned(directories.certificates(), stack)) {
            return Optional.of(Certificates.ensure(
                    directories.certificates(),
                    environment.key().project(),
                    new CertificateNames(stack, environment, engine).all(),
                    Clock.systemUTC()));
        }
        return Optional.empty();
    }

    /** The certificates, once they are there; empty if the stack uses none. */
    Optional<CertificateFiles> certificates() {
        return certificates;
    }

    /** The properties that tests need to trust the certificates; empty if there are none. */
    Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        certificates.ifPresent(files -> {
            properties.put("esb.certs.ca", files.ca().toString());
            properties.put("esb.certs.trustStore", files.trustStore().toString());
            properties.put("esb.certs.trustStorePassword", CertificateFiles.TRUST_STORE_PASSWORD);
        });
        return properties;
    }

    /** Whether a Compose file uses the variable of the directory: Compose has replaced it by the path in the model. */
    static boolean areMentioned(Path directory, Stack stack) {
        String path = withSlashes(directory.toString());
        // As Compose writes it with COMPOSE_CONVERT_WINDOWS_PATHS.
        String converted = path.matches("[A-Za-z]:/.*")
                ? "/" + path.substring(0, 1).toLowerCase(Locale.ROOT) + path.substring(2)
                : path;
        return texts(stack.model())
                .map(EnvironmentFiles::withSlashes)
                .anyMatch(text -> text.contains(path) || text.contains(converted));
    }

    private static Stream<String> texts(JsonNode node) {
        return node.isTextual()
                ? Stream.of(node.textValue())
                : StreamSupport.stream(node.spliterator(), false).flatMap(EnvironmentFiles::texts);
    }

    /** On Windows, a path has either, and in a Compose file often both. */
    private static String withSlashes(String text) {
        return text.replace('\\', '/');
    }
}
