package dev.esb.maven;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.maven.execution.MavenExecutionRequest;

/** The command-line options that give an inner Maven what this one was given. */
final class InnerOptions {
    /** Of the outer build, or of Maven itself; the inner builds have their own. */
    private static final Pattern NOT_PASSED_ON = Pattern.compile(
            "esb\\.(env|matrix|phases|parallel|matrix\\..*|axes\\..*)|maven\\.ext\\.class\\.path|session\\..*");

    private static final String MAVEN_CONFIG = ".mvn/maven.config";
    private static final List<String> PROPERTY_FILES = List.of(".mvn/maven-user.properties", ".mvn/maven.properties");

    private final MavenExecutionRequest request;
    private final Path root;
    private final List<String> options = new ArrayList<>();

    private InnerOptions(MavenExecutionRequest request) {
        this.request = request;
        File directory = request.getMultiModuleProjectDirectory();
        this.root = directory == null ? Path.of("") : directory.toPath();
    }

    static List<String> of(MavenExecutionRequest request) {
        InnerOptions inner = new InnerOptions(request);
        inner.addFiles();
        inner.addProjects();
        inner.addSwitches();
        inner.addProfiles();
        inner.addProperties();
        return inner.options;
    }

    private void addFiles() {
        add("--file", request.getPom());
        add("--settings", request.getUserSettingsFile());
        add("--toolchains", request.getUserToolchainsFile());
    }

    /** Maven has a default for each, which need not be there. */
    private void add(String option, File file) {
        if (file != null && file.exists()) {
            add(option, file.getAbsolutePath());
        }
    }

    private void add(String option, String value) {
        options.add(option);
        options.add(value);
    }

    private void addProjects() {
        List<String> selected = new ArrayList<>(request.getSelectedProjects());
        request.getExcludedProjects().forEach(project -> selected.add("!" + project));
        if (!selected.isEmpty()) {
            add("--projects", String.join(",", selected));
        }
        String make = request.getMakeBehavior() == null ? "" : request.getMakeBehavior();
        boolean isBoth = make.equals(MavenExecutionRequest.REACTOR_MAKE_BOTH);
        addIf(isBoth || make.equals(MavenExecutionRequest.REACTOR_MAKE_UPSTREAM), "--also-make");
        addIf(isBoth || make.equals(MavenExecutionRequest.REACTOR_MAKE_DOWNSTREAM), "--also-make-dependents");
        addIf(!request.isRecursive(), "--non-recursive");
        if (request.getDegreeOfConcurrency() > 1) {
            add("--threads", String.valueOf(request.getDegreeOfConcurrency()));
        }
    }

    private void addSwitches() {
        addIf(request.isOffline(), "--offline");
        addIf(request.isShowErrors(), "--errors");
        addIf(request.getLoggingLevel() == MavenExecutionRequest.LOGGING_LEVEL_DEBUG, "-X");
        addIf(request.isUpdateSnapshots(), "--update-snapshots");
        addIf(request.isNoSnapshotUpdates(), "--no-snapshot-updates");
        String failures = request.getReactorFailureBehavior();
        addIf(MavenExecutionRequest.REACTOR_FAIL_AT_END.equals(failures), "--fail-at-end");
        addIf(MavenExecutionRequest.REACTOR_FAIL_NEVER.equals(failures), "--fail-never");
    }

    private void addIf(boolean is, String option) {
        if (is) {
            options.add(option);
        }
    }

    /**
     * With those that are active in the settings, which does no harm. For Maven 4, one that is not there is an error without the mark {@code ?}; this
     * Maven has taken it.
     */
    private void addProfiles() {
        boolean isMaven3 =
                request.getSystemProperties().getProperty("maven.version", "3").startsWith("3");
        String mark = isMaven3 ? "" : "?";
        List<String> profiles = new ArrayList<>();
        request.getActiveProfiles().forEach(profile -> profiles.add(mark + profile));
        request.getInactiveProfiles().forEach(profile -> profiles.add("!" + mark + profile));
        if (!profiles.isEmpty()) {
            add("--activate-profiles", String.join(",", profiles));
        }
    }

    /**
     * Of the files in {@code .mvn}, the inner Maven has them from there. What other users of this machine can read in its command line has to be
     * in that of this process already.
     */
    private void addProperties() {
        String config = read(root.resolve(MAVEN_CONFIG));
        List<Properties> files = new ArrayList<>();
        for (String file : PROPERTY_FILES) {
            files.add(properties(root.resolve(file)));
            files.add(properties(Path.of(System.getProperty("user.home")).resolve(file.replace(".mvn/", ".m2/"))));
        }
        Properties properties = request.getUserProperties();
        for (String name : new TreeSet<>(properties.stringPropertyNames())) {
            String value = properties.getProperty(name);
            boolean isInFile = config.contains("-D" + name + "=" + value)
                    || files.stream().anyMatch(file -> value.equals(file.getProperty(name)));
            if (!NOT_PASSED_ON.matcher(name).matches() && !isInFile) {
                options.add("-D" + name + "=" + value);
            }
        }
    }

    private static String read(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            // Maven itself has read it.
            return "";
        }
    }

    private static Properties properties(Path file) {
        Properties properties = new Properties();
        if (Files.isRegularFile(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                // Maven itself has read it.
                properties.clear();
            }
        }
        return properties;
    }
}
