package dev.esb.it.failure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Everything on the machine that has the name of a run in its name. */
final class Leaks {
    private Leaks() {}

    static List<String> of(String prefix, Path home) throws IOException, InterruptedException {
        List<String> found = new ArrayList<>();
        add(found, "container", prefix, "docker", "ps", "--all", "--format", "{{.Names}} {{.Labels}}");
        add(found, "network", prefix, "docker", "network", "ls", "--format", "{{.Name}} {{.Labels}}");
        add(found, "volume", prefix, "docker", "volume", "ls", "--format", "{{.Name}} {{.Labels}}");
        add(found, "image", prefix, "docker", "images", "--format", "{{.Repository}}:{{.Tag}}");
        for (Path parent : List.of(home, Path.of("/var/run/esb"))) {
            if (Files.isDirectory(parent)) {
                try (Stream<Path> children = Files.list(parent)) {
                    children.filter(child -> child.getFileName().toString().startsWith(prefix))
                            .forEach(child -> found.add("directory " + child));
                }
            }
        }
        found.addAll(processes(prefix));
        return found;
    }

    static List<String> processes(String prefix) {
        return Remains.processesMarked(Remains.MARK + "=" + prefix);
    }

    /** So that a leak is found once. */
    static void remove(String prefix) throws IOException, InterruptedException {
        removeAll("container", prefix, "docker", "ps", "--all", "--format", "{{.ID}} {{.Names}} {{.Labels}}");
        removeAll("network", prefix, "docker", "network", "ls", "--format", "{{.ID}} {{.Name}} {{.Labels}}");
        removeAll("volume", prefix, "docker", "volume", "ls", "--format", "{{.Name}} {{.Labels}}");
        removeAll("image", prefix, "docker", "images", "--format", "{{.Repository}}:{{.Tag}}");
    }

    static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void add(List<String> found, String kind, String prefix, String... command)
            throws IOException, InterruptedException {
        Shell.lines(command).stream()
                .filter(line -> line.contains(prefix))
                .map(line -> kind + " " + line)
                .forEach(found::add);
    }

    private static void removeAll(String kind, String prefix, String... command)
            throws IOException, InterruptedException {
        List<String> names = Shell.lines(command).stream()
                .filter(line -> line.contains(prefix))
                .map(line -> line.split(" ")[0])
                .toList();
        Shell.remove(kind, names);
    }
}
