package dev.esb.maven;

import dev.esb.EsbException;
import dev.esb.environment.PrivateFiles;
import dev.esb.lifecycle.Results;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.project.MavenProject;

/**
 * Hands results to later plugins of the same module.
 *
 * <p>Failsafe and Surefire read the parameter {@code systemPropertiesFile} from a property of the project when they start, so
 * pointing that property at a file needs no wiring in the pom; and since every module of a build has its own project, modules
 * that run at the same time keep their results apart.
 */
final class TestProperties {
    private static final List<String> TEST_PLUGINS = List.of("failsafe", "surefire");

    private final MavenProject project;
    private final MavenSession session;
    private final Log log;

    TestProperties(MavenProject project, MavenSession session, Log log) {
        this.project = project;
        this.session = session;
        this.log = log;
    }

    void hand(Results results) {
        results.properties().forEach(project.getProperties()::setProperty);
        // Failsafe passes what was given on the command line over everything else: the name has to be the one in use.
        if (session.getUserProperties().containsKey("esb.env")) {
            session.getUserProperties()
                    .setProperty("esb.env", results.properties().get("esb.env"));
        }
        for (String plugin : TEST_PLUGINS) {
            String parameter = plugin + ".systemPropertiesFile";
            Path file = Path.of(project.getBuild().getDirectory(), "esb", plugin + ".properties");
            write(file, merged(project.getProperties().getProperty(parameter), results));
            project.getProperties().setProperty(parameter, file.toString());
        }
        warnOfOwnFile();
    }

    /** A file that the pom names, or that an earlier environment of this module was written to, stays in force. */
    private Properties merged(String earlier, Results results) {
        Properties merged = new Properties();
        if (earlier != null && !earlier.isBlank()) {
            Path file = project.getBasedir().toPath().resolve(earlier);
            try (Reader reader = Files.newBufferedReader(file)) {
                merged.load(reader);
            } catch (IOException e) {
                throw new EsbException(
                        "The file '%s' (systemPropertiesFile) cannot be read: %s.".formatted(file, e), e);
            }
        }
        results.properties().forEach(merged::setProperty);
        // Passed on as it is, and Failsafe warns of what comes twice.
        session.getUserProperties().stringPropertyNames().forEach(merged::remove);
        return merged;
    }

    private static void write(Path file, Properties properties) {
        try {
            StringWriter text = new StringWriter();
            properties.store(text, null);
            PrivateFiles.write(file, text.toString());
        } catch (IOException e) {
            throw new EsbException("The file '%s' for the tests cannot be written: %s.".formatted(file, e), e);
        }
    }

    /** A value in the plugin's own configuration is out of reach of a property. */
    private void warnOfOwnFile() {
        Plugin failsafe = project.getPlugin("org.apache.maven.plugins:maven-failsafe-plugin");
        if (failsafe == null) {
            return;
        }
        boolean configured = String.valueOf(failsafe.getConfiguration()).contains("<systemPropertiesFile>")
                || failsafe.getExecutions().stream()
                        .anyMatch(execution ->
                                String.valueOf(execution.getConfiguration()).contains("<systemPropertiesFile>"));
        if (configured) {
            log.warn(
                    "Failsafe is configured with a systemPropertiesFile of its own, so its tests do not get the esb.* properties."
                            + " Set the property failsafe.systemPropertiesFile instead of the parameter, and both arrive.");
        } else if (String.valueOf(failsafe.getVersion()).matches("[12]\\..*")) {
            log.warn(
                    "Failsafe %s is too old to be handed system properties; update it to 3.0.0 or newer. Until then tests can"
                                    .formatted(failsafe.getVersion())
                            + " read target/esb/<env>/env.properties.");
        }
    }
}
