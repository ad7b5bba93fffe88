package dev.esb.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.esb.EsbException;
import dev.esb.compose.Stack;
import dev.esb.docker.Engine;
import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentLock;
import dev.esb.environment.EnvironmentPlan;
import dev.esb.environment.MarkedDirectory;
import dev.esb.tls.CertificateFiles;
import dev.esb.tls.Certificates;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The directories and certificates that a stack finds when it starts. */
final class EnvironmentFiles {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final EnvironmentPlan environment;
    private final Stack stack;
    private final Engine engine;
    private CertificateFiles certificates;

    EnvironmentFiles(EnvironmentPlan environment, Stack stack, Engine engine) {
        this.environment = environment;
        this.stack = stack;
        this.engine = engine;
    }

    /** Creates the environment's directory, and what else the files refer to. */
    void create() {
        try {
            EnvironmentLock.whileHeld(environment.directories(), PATIENCE, this::createFiles);
        } catch (IOException e) {
            throw new EsbException(
                    "The files of the environment '%s' cannot be made in '%s' (esb.home): %s. Check who owns it, and the disk."
                            .formatted(
                                    environment.key(), environment.directories().config(), e.getMessage()),
                    e);
        }
    }

    /** All under the environment's lock: another process may be removing directories of that name, which no build had until now. */
    private Void createFiles() throws IOException {
        Directories directories = environment.directories();
        MarkedDirectory.create(directories.config(), engine.id());
        if (refersTo(directories.sockets())) {
            MarkedDirectory.create(directories.sockets(), engine.id());
        }
        if (refersTo(directories.certificates())) {
            certificates = Certificates.ensure(
                    directories.certificates(), environment.key().project(), hostNames(), Clock.systemUTC());
        }
        return null;
    }

    /** What tests need to trust the certificates. */
    Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        if (certificates != null) {
            properties.put("esb.certs.ca", certificates.ca().toString());
            properties.put("esb.certs.trustStore", certificates.trustStore().toString());
            properties.put("esb.certs.trustStorePassword", CertificateFiles.TRUST_STORE_PASSWORD);
        }
        return properties;
    }

    /** Wherever a file has the variable, the model has the path. */
    private boolean refersTo(Path directory) {
        return stack.model().toString().contains(directory.toString());
    }

    /** Every name by which one service can call another. */
    private List<String> hostNames() {
        List<String> names = new ArrayList<>();
        stack.model().path("services").properties().forEach(service -> {
            names.add(service.getKey());
            JsonNode containerName = service.getValue().path("container_name");
            if (containerName.isTextual()) {
                names.add(containerName.asText());
            }
        });
        return names;
    }
}
