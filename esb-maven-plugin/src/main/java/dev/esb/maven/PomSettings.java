package dev.esb.maven;

import dev.esb.wrapper.ProjectFile;
import dev.esb.wrapper.ProjectFile.Execution;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.model.Build;
import org.apache.maven.model.ConfigurationContainer;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginContainer;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * What {@code .esb.properties} has of a module's pom.
 *
 * @param pluginKey the plugin's key, {@code groupId:artifactId}
 * @param version the plugin's version
 */
record PomSettings(MavenProject project, String pluginKey, String version) {
    private static final String EXPRESSION = "${";
    private static final String USER_HOME = "${user.home}";

    /** Whether the pom, or a parent's, binds {@code up}. */
    boolean hasStack() {
        return !executions().isEmpty();
    }

    /**
     * For a file that is committed.
     *
     * @param directory the one of the file
     */
    ProjectFile committedTo(Path directory) {
        return in(directory, fixed("env"), home());
    }

    /** For a file of this checkout alone: with what expressions in the pom come to now. */
    ProjectFile keptIn(Path directory) {
        return in(directory, effective("env"), effective("home"));
    }

    private ProjectFile in(Path directory, Optional<String> env, Optional<String> home) {
        Path module = project.getBasedir().toPath().toAbsolutePath().normalize();
        return new ProjectFile(
                version,
                slashes(directory.relativize(module)),
                env,
                home,
                slashes(module.relativize(Path.of(project.getBuild().getDirectory()))),
                executions().stream()
                        .map(execution -> new Execution(
                                execution.getId(), value(execution, "stack").orElse("")))
                        .toList());
    }

    private static String slashes(Path path) {
        return path.toString().replace(File.separatorChar, '/');
    }

    private List<PluginExecution> executions() {
        return plugin().map(Plugin::getExecutions).orElse(List.of()).stream()
                .filter(execution -> execution.getGoals().contains("up"))
                .toList();
    }

    private Optional<Plugin> plugin() {
        return Optional.ofNullable(project.getPlugin(pluginKey));
    }

    /** The parameter {@code env} as the pom has it, where it is an expression; empty where it is none. */
    Optional<String> envExpression() {
        return Optional.of(written("env")).filter(value -> value.contains(EXPRESSION));
    }

    /** Empty also for an expression, which has another value in each build or for each user. */
    private Optional<String> fixed(String parameter) {
        return written(parameter).contains(EXPRESSION) ? Optional.empty() : effective(parameter);
    }

    private Optional<String> home() {
        String written = written("home");
        boolean isInUserHome = written.startsWith(USER_HOME)
                && !written.substring(USER_HOME.length()).contains(EXPRESSION);
        return isInUserHome ? Optional.of(written) : fixed("home");
    }

    /** What holds in this build. Maven has put the plugin's configuration into that of its executions. */
    private Optional<String> effective(String parameter) {
        return Stream.concat(executions().stream(), plugin().stream())
                .flatMap(container -> value(container, parameter).stream())
                .findFirst();
    }

    /** As it stands in the pom, or in the nearest parent's that has it; empty for none. */
    private String written(String parameter) {
        return Stream.iterate(project, Objects::nonNull, MavenProject::getParent)
                .map(MavenProject::getOriginalModel)
                .filter(Objects::nonNull)
                .flatMap(PomSettings::plugins)
                .filter(plugin -> plugin.getKey().equals(pluginKey))
                .flatMap(plugin -> Stream.concat(plugin.getExecutions().stream(), Stream.of(plugin)))
                .flatMap(container -> value(container, parameter).stream())
                .findFirst()
                .orElse("");
    }

    private static Stream<Plugin> plugins(Model model) {
        Stream<PluginContainer> ofProfiles = model.getProfiles().stream()
                .flatMap(profile -> Stream.of(profile.getBuild()).filter(Objects::nonNull))
                .flatMap(build -> Stream.of(build, build.getPluginManagement()));
        Build build = model.getBuild();
        Stream<PluginContainer> own = build == null ? Stream.empty() : Stream.of(build, build.getPluginManagement());
        return Stream.concat(own, ofProfiles)
                .filter(Objects::nonNull)
                .flatMap(container -> container.getPlugins().stream());
    }

    private static Optional<String> value(ConfigurationContainer container, String parameter) {
        return container.getConfiguration() instanceof Xpp3Dom configuration
                ? Optional.ofNullable(configuration.getChild(parameter))
                        .map(Xpp3Dom::getValue)
                        .map(String::strip)
                        .filter(value -> !value.isEmpty())
                : Optional.empty();
    }
}
