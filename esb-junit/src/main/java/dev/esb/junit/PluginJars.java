package dev.esb.junit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The jar files of {@code esb-maven-plugin}.
 *
 * @param classPath of the JVM; one jar is enough where Maven keeps it, since its manifest names the others there
 * @param isInRepository whether it is such a jar, for which an archive of classes can be made
 */
record PluginJars(String classPath, boolean isInRepository) {
    /** What {@code up} hands to the tests of its build. */
    private static final String HANDED = "esb.classpath";

    private static final String NAME = "esb-maven-plugin";
    private static final Pattern LOCAL_REPOSITORY =
            Pattern.compile("<localRepository>\\s*(.*?)\\s*</localRepository>", Pattern.DOTALL);

    /**
     * Those that the build uses, else those beside this class's own jar, else those of the same version in the user's local repository.
     *
     * @throws EnvironmentException when Maven has never downloaded them
     */
    static PluginJars find() {
        String handed = System.getProperty(HANDED, "");
        if (!handed.isEmpty()) {
            return new PluginJars(handed, false);
        }
        String version = version();
        Path repository = ownRepository(version).orElseGet(PluginJars::localRepository);
        Path jar = jar(repository, NAME, version);
        if (!Files.isRegularFile(jar)) {
            throw new EnvironmentException(
                    "The version %s of esb-maven-plugin is not in '%s' yet. This downloads it: mvn dev.esb:esb-maven-plugin:%s:help"
                            .formatted(version, repository, version));
        }
        return new PluginJars(jar.toString(), true);
    }

    /** The command line of a JVM that serves commands for a module. */
    List<String> command(Path module) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(
                java,
                "-Xlog:disable",
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Desb.script=./esb",
                "-Desb.script.directory=" + module));
        if (isInRepository) {
            Path archive = archive(java);
            command.add("-Desb.script.archive=" + archive);
            if (Files.isReadable(archive)) {
                command.add("-XX:SharedArchiveFile=" + archive);
            }
        }
        command.addAll(List.of("-cp", classPath, "dev.esb.cli.Main", "serve"));
        return command;
    }

    /** The classes as the JVM has them in memory; made when the tests of the first run have ended. */
    private Path archive(String java) {
        String name = "%s-junit-%08x.jsa".formatted(version(), (java + " " + classPath).hashCode());
        return Path.of(System.getProperty("user.home"), ".esb", ".cache", name);
    }

    private static Path jar(Path repository, String artifact, String version) {
        return repository.resolve(Path.of("dev", "esb", artifact, version, artifact + "-" + version + ".jar"));
    }

    private static Optional<Path> ownRepository(String version) {
        try {
            Path own = Path.of(PluginJars.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path end = jar(Path.of(""), "esb-junit", version);
            return own.endsWith(end)
                    ? Optional.of(own.getRoot().resolve(own.subpath(0, own.getNameCount() - end.getNameCount())))
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static Path localRepository() {
        String home = System.getProperty("user.home");
        String named = System.getProperty("maven.repo.local", "");
        if (!named.isEmpty()) {
            return Path.of(named);
        }
        try {
            Matcher settings = LOCAL_REPOSITORY.matcher(Files.readString(Path.of(home, ".m2", "settings.xml")));
            if (settings.find()) {
                return Path.of(settings.group(1).replace("${user.home}", home));
            }
        } catch (IOException e) {
            // There are none, which is usual.
        }
        return Path.of(home, ".m2", "repository");
    }

    /** That of this artifact, which is the plugin's. */
    static String version() {
        Properties properties = new Properties();
        try (InputStream file = PluginJars.class.getResourceAsStream("plugin.properties")) {
            properties.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }
}
