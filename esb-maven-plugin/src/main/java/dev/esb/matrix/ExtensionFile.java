package dev.esb.matrix;

import dev.esb.EsbException;
import dev.esb.FileProblem;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The core extension for the Maven processes of a matrix, as a file. Made for each matrix and not a part of the plugin's own file with an index
 * where Maven looks for one: Maven would find the components there in every build that uses the plugin.
 */
final class ExtensionFile {
    private static final String CLASSES = "dev/esb/extension/";

    private static final List<String> NAMES =
            List.of("CellBuild", "CellDirectory", "CellModel", "CellSuperPom", "StarterEnd");

    /** Where each of the two Mavens looks: Plexus' components, and those of Maven 4. */
    private static final Map<String, String> INDEXES = Map.of(
            "META-INF/plexus/components.xml",
            """
            <component-set>
              <components>
                <component>
                  <role>org.apache.maven.eventspy.EventSpy</role>
                  <role-hint>esb-matrix</role-hint>
                  <implementation>dev.esb.extension.CellBuild</implementation>
                </component>
              </components>
            </component-set>
            """,
            "META-INF/maven/org.apache.maven.api.di.Inject",
            "dev.esb.extension.CellModel\n");

    private ExtensionFile() {}

    /**
     * Writes it. Another matrix that uses one of the same name keeps what it has.
     *
     * @throws EsbException when it cannot be written
     */
    static void write(Path file) {
        try {
            Files.createDirectories(file.getParent());
            Path part =
                    Files.createTempFile(file.getParent(), file.getFileName().toString(), ".part");
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(part))) {
                for (String name : NAMES) {
                    String entry = CLASSES + name + ".class";
                    zip.putNextEntry(entry(entry));
                    copy(entry, zip);
                }
                for (Map.Entry<String, String> index : new TreeMap<>(INDEXES).entrySet()) {
                    zip.putNextEntry(entry(index.getKey()));
                    zip.write(index.getValue().getBytes(StandardCharsets.UTF_8));
                }
            }
            put(part, file);
        } catch (IOException e) {
            throw new EsbException(
                    "The file '%s' for the inner builds cannot be written: %s.".formatted(file, FileProblem.of(e)), e);
        }
    }

    /** The same bytes each time. */
    private static ZipEntry entry(String name) {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(LocalDateTime.of(2000, 1, 1, 0, 0));
        return entry;
    }

    /** Windows replaces no file that a process has open, as the builds of another matrix have it. */
    private static void put(Path part, Path file) throws IOException {
        if (Files.isRegularFile(file) && Files.mismatch(part, file) == -1) {
            Files.delete(part);
        } else {
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void copy(String entry, OutputStream target) throws IOException {
        try (InputStream source = ExtensionFile.class.getClassLoader().getResourceAsStream(entry)) {
            if (source == null) {
                throw new FileNotFoundException(entry);
            }
            source.transferTo(target);
        }
    }
}
