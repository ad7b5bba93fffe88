package dev.esb.junit;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.stream.Stream;

/** The directory of the module to which a test class belongs. */
final class ModuleDirectory {
    private static final List<String> BUILD_FILES =
            List.of("pom.xml", ".esb.properties", "build.gradle", "build.gradle.kts");

    private ModuleDirectory() {}

    /** That in which Surefire runs the tests; else the nearest one above the compiled class that has a build file; else the working directory. */
    static Path of(Class<?> test) {
        String basedir = System.getProperty("basedir", "");
        return basedir.isEmpty()
                ? Stream.iterate(compiled(test), path -> path != null, Path::getParent)
                        .filter(ModuleDirectory::hasBuildFile)
                        .findFirst()
                        .orElse(Path.of("").toAbsolutePath())
                : Path.of(basedir);
    }

    private static boolean hasBuildFile(Path directory) {
        return BUILD_FILES.stream().anyMatch(name -> Files.isRegularFile(directory.resolve(name)));
    }

    /** Null where a class comes from elsewhere than a directory or a jar file. */
    private static Path compiled(Class<?> test) {
        CodeSource source = test.getProtectionDomain().getCodeSource();
        try {
            return source == null ? null : Path.of(source.getLocation().toURI());
        } catch (URISyntaxException | IllegalArgumentException | java.nio.file.FileSystemNotFoundException e) {
            return null;
        }
    }
}
