package dev.esb.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtensionFileTest {
    private static Path classes() throws URISyntaxException {
        return Path.of(
                Matrix.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    @Test
    void hasEveryClassOfTheExtensionAndTheTwoIndexes(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("made/extension.jar");

        ExtensionFile.write(file);

        try (ZipFile zip = new ZipFile(file.toFile());
                Stream<Path> classes = Files.list(classes().resolve("dev/esb/extension"))) {
            List<String> expected = classes.map(path -> "dev/esb/extension/" + path.getFileName())
                    .filter(name -> !name.endsWith("package-info.class"))
                    .toList();
            assertThat(zip.stream().map(ZipEntry::getName))
                    .containsAll(expected)
                    .hasSize(expected.size() + 2)
                    .contains("META-INF/plexus/components.xml", "META-INF/maven/org.apache.maven.api.di.Inject");
        }
        try (Stream<Path> left = Files.list(file.getParent())) {
            assertThat(left).containsExactly(file);
        }
    }

    /** Maven would load the components in every build that uses the plugin. */
    @Test
    void thePluginItselfHasNoIndex() throws Exception {
        try (Stream<Path> files = Files.walk(classes().resolve("META-INF"))) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> file.getFileName().toString()))
                    .containsOnly("plugin.xml", "plugin-help.xml", "lifecycle-mapping-metadata.xml");
        }
    }

    @Test
    void aSecondMatrixPutsItsOwnInThePlace(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("extension.jar"), "old");

        ExtensionFile.write(file);

        assertThat(file)
                .isNotEmptyFile()
                .satisfies(path -> assertThat(Files.size(path)).isGreaterThan(1000));
    }

    /** On Windows, the first one's builds have it open, and it could not be replaced. */
    @Test
    void isLeftAloneWhereItIsTheSame(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("matrix-extension.jar");
        ExtensionFile.write(file);
        FileTime early = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
        Files.setLastModifiedTime(file, early);

        ExtensionFile.write(file);

        assertThat(Files.getLastModifiedTime(file)).isEqualTo(early);
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactly(file);
        }
    }
}
