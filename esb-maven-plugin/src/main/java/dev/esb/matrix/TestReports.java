package dev.esb.matrix;

import dev.esb.EsbException;
import dev.esb.FileProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Puts the reports of all modules in one place, and counts their tests. */
final class TestReports {
    private static final List<String> DIRECTORIES = List.of("surefire-reports", "failsafe-reports");

    private final CellFiles files;
    private final List<Module> modules;

    TestReports(CellFiles files, List<Module> modules) {
        this.files = files;
        this.modules = modules;
    }

    /** Removes what an earlier matrix has put there. */
    void clear() {
        if (!Files.exists(files.reports())) {
            return;
        }
        try (Stream<Path> found = Files.walk(files.reports())) {
            for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw problem(e);
        }
    }

    /**
     * Copies them.
     *
     * @param start of the build; what an earlier one has left does not count
     */
    TestCounts collect(Instant start) {
        TestCounts sum = TestCounts.NONE;
        for (Module module : modules) {
            for (String directory : DIRECTORIES) {
                Path source =
                        module.baseDirectory().resolve(files.buildDirectory()).resolve(directory);
                Path target = files.reports().resolve(module.artifactId()).resolve(directory);
                for (Path report : reports(source, start)) {
                    sum = sum.plus(copy(report, target));
                }
            }
        }
        return sum;
    }

    /** Some file systems know whole seconds only. */
    private List<Path> reports(Path directory, Instant start) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(directory)) {
            return found.filter(file -> file.getFileName().toString().matches("TEST-.*\\.xml"))
                    .filter(file -> file.toFile().lastModified() / 1000 >= start.getEpochSecond())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw problem(e);
        }
    }

    private TestCounts copy(Path report, Path directory) {
        try {
            Files.createDirectories(directory);
            Files.copy(report, directory.resolve(report.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            return counts(report);
        } catch (IOException e) {
            throw problem(e);
        }
    }

    /** Of a report that is not complete, because its JVM was killed: none. */
    private static TestCounts counts(Path report) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        try (InputStream input = Files.newInputStream(report)) {
            XMLStreamReader reader = factory.createXMLStreamReader(input);
            reader.nextTag();
            return new TestCounts(
                    number(reader, "tests"),
                    number(reader, "failures") + number(reader, "errors"),
                    number(reader, "skipped"));
        } catch (XMLStreamException | NumberFormatException e) {
            return TestCounts.NONE;
        }
    }

    private static int number(XMLStreamReader reader, String attribute) {
        String text = reader.getAttributeValue(null, attribute);
        return text == null ? 0 : Integer.parseInt(text);
    }

    private EsbException problem(IOException e) {
        return new EsbException(
                "The test reports of '%s' cannot be put into '%s': %s."
                        .formatted(files.name(), files.reports(), FileProblem.of(e)),
                e);
    }
}
