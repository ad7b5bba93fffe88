package dev.esb.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.maven.project.MavenProject;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * The result of a module's integration tests, as Failsafe hands it from its goal {@code integration-test} to its goal {@code verify}
 * (<a href="https://maven.apache.org/surefire/maven-failsafe-plugin/xsd/failsafe-summary.xsd">failsafe-summary.xsd</a>). Only {@code verify}
 * fails the build, after the environment is down.
 */
record FailsafeSummary(Path file) {
    private static final String DEFAULT_FILE = "failsafe-reports/failsafe-summary.xml";

    /**
     * Why the tests of this build are not all right, as the end of a sentence.
     *
     * @param start of the build; what an earlier one has left does not count
     * @return empty where no test has failed, or none has run
     */
    static Optional<String> failure(MavenProject project, Instant start) {
        return files(project).stream()
                .map(FailsafeSummary::new)
                .filter(summary -> summary.isNewerThan(start))
                .map(FailsafeSummary::failure)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Set<Path> files(MavenProject project) {
        Set<Path> files = new LinkedHashSet<>();
        files.add(Path.of(project.getBuild().getDirectory()).resolve(DEFAULT_FILE));
        Failsafe.of(project).stream()
                .flatMap(failsafe -> failsafe.values("summaryFile").stream())
                .forEach(file -> files.add(project.getBasedir().toPath().resolve(file)));
        return files;
    }

    /** Some file systems know whole seconds only. */
    private boolean isNewerThan(Instant start) {
        try {
            return Files.getLastModifiedTime(file).toInstant().getEpochSecond() >= start.getEpochSecond();
        } catch (IOException e) {
            // There is none.
            return false;
        }
    }

    private Optional<String> failure() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            // Without one, it prints errors itself.
            builder.setErrorHandler(new DefaultHandler());
            Element summary = builder.parse(file.toFile()).getDocumentElement();
            int failed = number(summary, "errors") + number(summary, "failures");
            if (failed > 0) {
                return Optional.of("%s of %s tests failed".formatted(failed, number(summary, "completed")));
            }
            boolean hasCrashed = summary.getAttribute("timeout").equals("true")
                    || !text(summary, "failureMessage").isEmpty();
            return hasCrashed ? Optional.of("the tests did not end as they should") : Optional.empty();
        } catch (IOException | SAXException | ParserConfigurationException e) {
            // Failsafe has not finished it.
            return Optional.of("the result of the tests in '%s' cannot be read".formatted(file));
        }
    }

    private static int number(Element summary, String name) {
        String text = text(summary, name);
        return text.isEmpty() ? 0 : Integer.parseInt(text);
    }

    private static String text(Element summary, String name) {
        var elements = summary.getElementsByTagName(name);
        return elements.getLength() == 0
                ? ""
                : elements.item(0).getTextContent().strip();
    }
}
