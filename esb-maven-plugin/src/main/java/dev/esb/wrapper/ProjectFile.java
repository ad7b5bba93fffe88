package dev.esb.wrapper;

import dev.esb.EsbException;
import dev.esb.FileProblem;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * The content of {@code .esb.properties}: what a pom says that a command has to know before Maven is asked, or without it.
 *
 * @param version the version of the plugin
 * @param module the module with the stack, relative to the file's directory, with slashes; empty for that directory itself
 * @param env the parameter {@code env}; empty where the pom has none, or an expression that only Maven can read
 * @param home the parameter {@code home}, the same
 * @param target the build's output directory, relative to the module, with slashes
 * @param executions those of the goal {@code up}, in the order of the pom
 */
public record ProjectFile(
        String version,
        String module,
        Optional<String> env,
        Optional<String> home,
        String target,
        List<Execution> executions) {
    public static final String NAME = ".esb.properties";

    private static final String TARGET = "target";

    /**
     * An execution of the goal {@code up} in the pom.
     *
     * @param id as Maven takes it after {@code esb:up@}
     * @param stack the parameter {@code stack}; empty for none
     */
    public record Execution(String id, String stack) {}

    /** Of a directory without a pom. */
    public static ProjectFile withoutPom(String version) {
        return new ProjectFile(version, "", Optional.empty(), Optional.empty(), TARGET, List.of());
    }

    /**
     * Reads the file in a directory.
     *
     * @return empty where there is none
     * @throws EsbException when it cannot be read, or names no version
     */
    public static Optional<ProjectFile> in(Path directory) {
        Path file = directory.resolve(NAME);
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(Files.readString(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            String reason = e instanceof IOException failure ? FileProblem.of(failure, file) : e.getMessage();
            throw new EsbException(
                    "'%s' cannot be read: %s. 'mvn esb:wrapper' writes it anew.".formatted(file, reason), e);
        }
        String version = properties.getProperty("version", "").strip();
        if (version.isEmpty()) {
            throw new EsbException(
                    "'%s' does not say which version of the plugin it is for. 'mvn esb:wrapper' writes it anew."
                            .formatted(file));
        }
        return Optional.of(of(version, properties));
    }

    private static ProjectFile of(String version, Properties properties) {
        List<Execution> executions = new ArrayList<>();
        for (String id : properties.getProperty("up", "").split(",")) {
            if (!id.isBlank()) {
                executions.add(new Execution(id.strip(), properties.getProperty("up." + id.strip() + ".stack", "")));
            }
        }
        return new ProjectFile(
                version,
                properties.getProperty("module", ""),
                Optional.ofNullable(properties.getProperty("env")),
                Optional.ofNullable(properties.getProperty("home")),
                properties.getProperty("target", TARGET),
                executions);
    }

    /** The text of the file, the same for the same values. */
    public String text() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("version", version);
        put(values, "module", module);
        env.ifPresent(value -> values.put("env", value));
        home.ifPresent(value -> values.put("home", value));
        put(values, "target", target.equals(TARGET) ? "" : target);
        put(
                values,
                "up",
                String.join(",", executions.stream().map(Execution::id).toList()));
        executions.forEach(execution -> put(values, "up." + execution.id() + ".stack", execution.stack()));
        StringBuilder text = new StringBuilder(
                "# What ./esb has to know of the pom. 'mvn esb:wrapper' writes this file; commit it.\n");
        values.forEach((name, value) -> text.append(escaped(name, true))
                .append('=')
                .append(escaped(value, false))
                .append('\n'));
        return text.toString();
    }

    private static void put(Map<String, String> values, String name, String value) {
        if (!value.isEmpty()) {
            values.put(name, value);
        }
    }

    /** As {@link Properties#load} reads it. Only {@link Properties#store} can do this, and puts the time above it. */
    private static String escaped(String text, boolean isName) {
        Properties single = new Properties();
        single.setProperty(isName ? text : "x", isName ? "" : text);
        java.io.StringWriter written = new java.io.StringWriter();
        try {
            single.store(written, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String line = written.toString().lines().skip(1).findFirst().orElseThrow();
        return isName ? line.substring(0, line.length() - 1) : line.substring("x=".length());
    }
}
