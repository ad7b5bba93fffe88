package dev.esb.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** A module whose test classes run with a stand-in for the plugin ({@code dev.esb.cli.Main} of the tests). Puts system properties back at the end. */
final class FakeModule implements BeforeEachCallback, AfterEachCallback {
    static final List<String> RUNNING = List.of(
            "env shop",
            "stack ",
            "state running",
            "service db",
            "service web",
            "port web 80 127.0.0.1 20001",
            "port web 443 127.0.0.1 20002",
            "port dns 53/udp ::1 20003",
            "property esb.env=shop",
            "property esb.host=127.0.0.1",
            "property esb.port.web.80=20001",
            "bound true");
    static final List<String> ABSENT = List.of("env shop", "stack ", "state absent", "bound true");

    private Path directory;
    private Properties before;

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        directory = Files.createTempDirectory("esb-junit");
        before = (Properties) System.getProperties().clone();
        System.getProperties().keySet().removeIf(name -> name.toString().startsWith("esb."));
        set("basedir", directory.toString());
        set("esb.classpath", classes() + File.pathSeparator);
        write("describe.out", RUNNING);
        write("describe.up", RUNNING);
    }

    private static String classes() {
        return Path.of("target", "test-classes").toAbsolutePath().toString();
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        System.setProperties(before);
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }

    Path directory() {
        return directory;
    }

    void set(String property, String value) {
        System.setProperty(property, value);
    }

    void write(String file, List<String> lines) throws IOException {
        Files.write(directory.resolve(file), lines);
    }

    /** The commands that were called, in their order. */
    List<String> calls() throws IOException {
        Path file = directory.resolve("calls");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    /** Runs a class of tests as JUnit's engine does. */
    Result run(Class<?>... tests) {
        return run(Map.of(), tests);
    }

    /** @param parameters of JUnit's configuration */
    Result run(Map<String, String> parameters, Class<?>... tests) {
        EngineTestKit.Builder kit = EngineTestKit.engine("junit-jupiter")
                .configurationParameters(new HashMap<>(parameters))
                .configurationParameter("junit.jupiter.conditions.deactivate", "org.junit.*Disabled*");
        for (Class<?> test : tests) {
            kit = kit.selectors(selectClass(test));
        }
        return new Result(kit.execute());
    }

    /** What came of the tests. */
    record Result(EngineExecutionResults results) {
        long passed() {
            return results.testEvents().succeeded().count();
        }

        /** Of tests, and of what comes before the tests of a class. */
        List<Throwable> failures() {
            List<Throwable> failures = new ArrayList<>();
            results.allEvents().failed().stream()
                    .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                    .forEach(result -> result.getThrowable().ifPresent(failures::add));
            return failures;
        }

        List<Event> events() {
            return results.allEvents().list();
        }
    }
}
