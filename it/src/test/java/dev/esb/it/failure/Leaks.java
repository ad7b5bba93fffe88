package dev.esb.it.failure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What is left of the environments of a run, and of snapshots that were not finished. */
record Leaks(List<Resource> onEngine, List<String> others) {
    static Leaks of(Collection<Remains> environments, BegunSnapshots snapshots, String prefix)
            throws IOException, InterruptedException {
        Stream<Resource> ofEnvironments = Resource.all().stream()
                .filter(resource -> environments.stream().anyMatch(remains -> resource.isOf(remains.env())));
        List<Resource> onEngine = Stream.concat(ofEnvironments, snapshots.unfinished().stream())
                .distinct()
                .toList();
        List<String> others = new ArrayList<>(processes(prefix));
        others.addAll(snapshots.lost());
        for (Remains remains : environments) {
            others.addAll(remains.onDisk());
        }
        return new Leaks(onEngine, others);
    }

    /** @param prefix of the run's environments */
    static List<String> processes(String prefix) {
        return Remains.processesMarked(Remains.MARK + "=" + prefix);
    }

    List<String> all() {
        return Stream.concat(onEngine.stream().map(Resource::toString), others.stream())
                .toList();
    }

    /** So that a leak is found once. */
    void remove() throws IOException, InterruptedException {
        Resource.removeAll(onEngine);
    }

    static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
