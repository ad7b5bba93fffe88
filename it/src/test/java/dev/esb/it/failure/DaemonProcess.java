package dev.esb.it.failure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Runs the same Maven build twice, one after the other, in one JVM, and lives on until it is ended. */
final class DaemonProcess {
    static final int BUILDS = 2;
    /** Printed after each build, with its number; after the last one there is nothing more to do. */
    static final String ENDED = "the daemon has ended build %d";

    private static final String LAUNCHER = "org.codehaus.plexus.classworlds.launcher.Launcher";

    private DaemonProcess() {}

    /** What {@code mvn} stands for, with this class instead of Maven's own launcher. */
    static List<String> command(Build.Maven maven, Path directory) throws IOException {
        try (Stream<Path> boot = Files.list(maven.home().resolve("boot"))) {
            Path classworlds = boot.filter(file -> file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow();
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(maven.jvm());
            command.addAll(List.of(
                    "--class-path=" + classworlds + ":" + maven.testClasses(),
                    "-Dclassworlds.conf=" + maven.home().resolve("bin/m2.conf"),
                    "-Dmaven.home=" + maven.home(),
                    "-Dmaven.multiModuleProjectDirectory=" + directory,
                    DaemonProcess.class.getName()));
            return command;
        }
    }

    public static void main(String[] arguments) throws Exception {
        for (int build = 1; build <= BUILDS; build++) {
            // "main" would end the process.
            Class.forName(LAUNCHER)
                    .getMethod("mainWithExitCode", String[].class)
                    .invoke(null, (Object) arguments);
            System.out.println(ENDED.formatted(build));
        }
        Thread.currentThread().join();
    }
}
