package dev.esb.maven;

import dev.esb.EsbException;
import dev.esb.FileProblem;
import dev.esb.environment.PrivateFiles;
import dev.esb.lifecycle.Results;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.project.MavenProject;

/**
 * Sets the results of {@code up} as properties for later plugins of the same module.
 *
 * <p>Failsafe and Surefire read their parameter {@code systemPropertiesFile} from the project properties
 * {@code failsafe.systemPropertiesFile} and {@code surefire.systemPropertiesFile} when they start. So a user need not configure it in the
 * pom. Each module has its own project, so modules that run at the same time do not share results.
 */
final class TestProperties {
    private static final List<String> TEST_PLUGINS = List.of("failsafe", "surefire");

    private static final String CLASS_PATH = "esb.classpath";

    /** By which esb-junit knows that this module was handed an environment, and which one: {@code esb.env} can be from the command line, which all modules have. */
    private static final String NAME = "esb.name";

    private final MavenProject project;
    private final MavenSession session;
    private final Log log;

    TestProperties(MavenProject project, MavenSession session, Log log) {
        this.project = project;
        this.session = session;
        this.log = log;
    }

    void hand(Results results) {
        warnOfOtherStack(results);
        results.properties().forEach(project.getProperties()::setProperty);
        // Failsafe prefers the user properties of the command line to its file, so the folded name has to be there,
        // too; but they are those of all modules.
        if (session.getUserProperties().containsKey("esb.env")
                && session.getProjects().size() == 1) {
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

    /** The results, added to the properties in the file that the pom names or an earlier {@code up} in this module has written. */
    private Properties merged(String earlier, Results results) {
        Properties merged = new Properties();
        if (earlier != null && !earlier.isBlank()) {
            Path file = project.getBasedir().toPath().resolve(earlier);
            try (Reader reader = Files.newBufferedReader(file)) {
                merged.load(reader);
            } catch (IOException e) {
                throw new EsbException(
                        "The file '%s' (systemPropertiesFile) cannot be read: %s. Correct the name in the pom, or the file."
                                .formatted(file, FileProblem.of(e, file)),
                        e);
            }
        }
        results.properties().forEach(merged::setProperty);
        merged.setProperty(NAME, results.properties().get("esb.env"));
        classPath().ifPresent(jars -> merged.setProperty(CLASS_PATH, jars));
        // Failsafe passes user properties on itself, and warns of a property that is in the file as well.
        session.getUserProperties().stringPropertyNames().forEach(merged::remove);
        return merged;
    }

    /** That of this plugin, for tests that call its commands ({@code esb-junit}): in the plugin's own build, it is in no repository. */
    private static Optional<String> classPath() {
        return TestProperties.class.getClassLoader() instanceof URLClassLoader realm
                ? Optional.of(Stream.of(realm.getURLs())
                        .map(url -> Path.of(URI.create(url.toString())).toString())
                        .collect(Collectors.joining(File.pathSeparator)))
                : Optional.empty();
    }

    private static void write(Path file, Properties properties) {
        try {
            // Surefire and Failsafe read it as ISO 8859-1; in bytes, Properties escapes all but ASCII.
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            properties.store(bytes, null);
            PrivateFiles.write(file, bytes.toString(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new EsbException(
                    "The file '%s' for the tests cannot be written: %s. Make '%s' a directory in which '%s' can make files."
                            .formatted(
                                    file, FileProblem.of(e, file), file.getParent(), System.getProperty("user.name")),
                    e);
        }
    }

    /** Warns if an earlier {@code up} in this module has brought up another stack, ports of which have the same names. */
    private void warnOfOtherStack(Results results) {
        String earlier = project.getProperties().getProperty("esb.project");
        String own = results.properties().get("esb.project");
        if (earlier == null || earlier.equals(own)) {
            return;
        }
        List<String> names = results.properties().keySet().stream()
                .filter(name -> name.startsWith("esb.port."))
                .filter(name -> project.getProperties().containsKey(name))
                .sorted()
                .toList();
        if (!names.isEmpty()) {
            log.warn(
                    "Tests of this module get the ports of '%s' and no longer those of '%s' by these names: %s. Give the services different names, or read 'env.properties' of each."
                            .formatted(own, earlier, String.join(", ", names)));
        }
    }

    /** Warns if Failsafe ignores the property, because its configuration in the pom has a value or its version is too old. */
    private void warnOfOwnFile() {
        Optional<Failsafe> failsafe = Failsafe.of(project);
        if (failsafe.isEmpty()) {
            return;
        }
        if (!failsafe.get().values("systemPropertiesFile").isEmpty()) {
            log.warn(
                    "Failsafe is configured with a systemPropertiesFile of its own, so its tests do not get the esb.* properties."
                            + " Set the property failsafe.systemPropertiesFile instead of the parameter, and both arrive.");
        } else if (!failsafe.get().isAtLeast("3.0.0-M1")) {
            log.warn(
                    "Failsafe %s is too old to be handed system properties; update it to 3.0.0 or newer. Until then tests can"
                                    .formatted(failsafe.get().version())
                            + " read target/esb/<env>/env.properties.");
        }
    }
}
