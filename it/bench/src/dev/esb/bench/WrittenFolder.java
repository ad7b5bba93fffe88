package dev.esb.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** A large folder that a service may write to: each environment with its own changes, beside one that all of them mount as it is. */
final class WrittenFolder {
    private static final int DIRECTORIES = 200;
    private static final int FILES = 100;
    /** In bytes: 2 GB in all. */
    private static final int SIZE = 100_000;

    /** Of the directories, which hold 200 MB. */
    private static final int REWRITTEN = 20;

    private static final String PREFIX = Workspace.PREFIX + "folder";
    private static final String PLUGIN = "dev.esb:esb-maven-plugin:0.1.0-SNAPSHOT:";

    /** Writes into each file from its beginning, as a database does, so that the kernel has to copy it first. */
    private static final String REWRITE = """
            my $bytes = "x" x %d;
            for my $file (glob "{%s}/*") {
              open(my $out, "+<", $file) or die "$file: $!";
              print $out $bytes or die "$file: $!";
              close($out) or die "$file: $!";
            }
            """;

    private final int rounds;
    private final Path stack;

    WrittenFolder(int rounds) throws IOException {
        this.rounds = rounds;
        // Not in the checkout, where git ignores it, and an environment begins without it.
        this.stack = Files.createTempDirectory(PREFIX);
    }

    /** What was measured of one way to mount it. */
    private record Times(List<Long> up, List<Long> rewrite, List<Long> down) {
        Times() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    void run() throws Exception {
        Times own = new Times();
        Times shared = new Times();
        List<Long> copies = new ArrayList<>();
        try {
            fill();
            // The first round fills the caches of the file system.
            for (int round = 0; round <= rounds; round++) {
                // Each is the first of a round every other time: what comes after a removal finds the disk busier.
                if (round % 2 == 0) {
                    measure(round == 0 ? new Times() : own, "own-" + round);
                }
                measure(round == 0 ? new Times() : shared, "shared-" + round, "-Desb.share=data");
                if (round % 2 != 0) {
                    measure(own, "own-" + round);
                }
                (round == 0 ? new ArrayList<Long>() : copies).add(removalOfCopy());
            }
        } finally {
            delete(stack);
        }
        Table table = new Table("", "up", "200 MB rewritten", "down");
        row(table, "the environment's own (a volume over it)", own);
        row(table, "shared (esb.share)", shared);
        table.row("rm -rf of a copy of the 200 MB", "", "", Numbers.seconds(Numbers.median(copies)));
        table.print("A folder of 2 GB in 20,000 files that a service may write to; median seconds of %d Maven processes"
                .formatted(rounds));
    }

    private void fill() throws IOException {
        Files.writeString(stack.resolve(".env"), "");
        Files.writeString(stack.resolve("compose.yml"), """
                services:
                  app:
                    image: %s
                    init: true
                    command: sleep infinity
                    volumes: ["./data:/data"]
                """.formatted(Workspace.IMAGE));
        byte[] bytes = new byte[SIZE];
        new Random(1).nextBytes(bytes);
        for (int directory = 0; directory < DIRECTORIES; directory++) {
            Path made = Files.createDirectories(stack.resolve("data/" + directory));
            for (int file = 0; file < FILES; file++) {
                Files.write(made.resolve(String.valueOf(file)), bytes);
            }
        }
    }

    private void measure(Times times, String suffix, String... options) throws Exception {
        String name = Workspace.name(suffix);
        Shell shell = Shell.in(stack);
        try {
            // The engine writes to the disk at each step, and would wait for what others have written.
            shell.run("sync");
            times.up().add(shell.run(mvn("up", name, options)).requireSuccess().millis());
            times.rewrite()
                    .add(shell.run("docker", "exec", Workspace.project(name) + "-app-1", "perl", "-e", rewrite("/data"))
                            .requireSuccess()
                            .millis());
        } finally {
            // What was written is on the disk, so that its writing is not a part of what follows.
            shell.run("sync");
            times.down().add(shell.run(mvn("down", name)).requireSuccess().millis());
        }
    }

    private long removalOfCopy() throws Exception {
        Shell shell = Shell.in(stack);
        List<String> copy = new ArrayList<>(List.of("cp", "--archive", "--target-directory=" + stack.resolve("copy")));
        directories().forEach(directory -> copy.add("data/" + directory));
        Files.createDirectory(stack.resolve("copy"));
        shell.run(copy).requireSuccess();
        shell.run("sync");
        return shell.run("rm", "-rf", "copy").requireSuccess().millis();
    }

    private static String rewrite(String data) {
        List<String> paths =
                directories().stream().map(directory -> data + "/" + directory).toList();
        return REWRITE.formatted(SIZE, String.join(",", paths));
    }

    private static List<String> directories() {
        return Stream.iterate(0, directory -> directory + 1)
                .limit(REWRITTEN)
                .map(String::valueOf)
                .toList();
    }

    private static List<String> mvn(String goal, String name, String... options) {
        List<String> arguments = new ArrayList<>(List.of(PLUGIN + goal, "-Desb.env=" + name));
        arguments.addAll(List.of(options));
        return Workspace.mvn(arguments.toArray(String[]::new));
    }

    private static void row(Table table, String title, Times times) {
        table.row(
                title,
                Numbers.seconds(Numbers.median(times.up())),
                Numbers.seconds(Numbers.median(times.rewrite())),
                Numbers.seconds(Numbers.median(times.down())));
    }

    /** Removes the folders of runs that were killed. */
    static void clean() throws IOException {
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            for (Path left : all.filter(path -> path.getFileName().toString().startsWith(PREFIX))
                    .toList()) {
                delete(left);
            }
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
