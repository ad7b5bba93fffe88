package dev.esb.project;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;

/** The jar file of this plugin. */
public final class OwnJar {
    /** Below the local repository: the directories of the group, that of the artifact, that of the version, and the file. */
    private static final int DEPTH = 5;

    private OwnJar() {}

    /** Where it is. */
    public static Path path() {
        try {
            return Path.of(OwnJar.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The local repository that it is in, where that is not the usual one: the Maven that this process starts has to use the same. */
    static Optional<Path> repository() {
        return repository(path(), Path.of(System.getProperty("user.home"), ".m2", "repository"));
    }

    static Optional<Path> repository(Path jar, Path usual) {
        int names = jar.getNameCount() - DEPTH;
        if (names <= 0 || !jar.subpath(names, names + 3).equals(Path.of("dev", "esb", "esb-maven-plugin"))) {
            return Optional.empty();
        }
        Path repository = jar.getRoot().resolve(jar.subpath(0, names));
        return repository.equals(usual) ? Optional.empty() : Optional.of(repository);
    }
}
