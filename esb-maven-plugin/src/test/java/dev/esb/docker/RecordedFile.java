package dev.esb.docker;

import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Reads {@link Recorded} answers, of which each is there once: an engine's file {@code same} names those that are in the directory of another. */
record RecordedFile(String text) {
    static final Path DIRECTORY = Path.of("src/test/resources/docker");

    static boolean exists(String engine, String name) {
        return Files.exists(file(engine + "/" + name)) || same(engine).containsKey(name);
    }

    static RecordedFile of(String engine, String name) {
        return new RecordedFile(read(file(same(engine).getOrDefault(name, engine + "/" + name))));
    }

    /** By name, the answer that is the same: its engine and name. */
    static Map<String, String> same(String engine) {
        Path file = DIRECTORY.resolve(engine).resolve("same");
        return Files.exists(file)
                ? read(file).lines().map(line -> line.split(" ")).collect(toMap(names -> names[0], names -> names[1]))
                : Map.of();
    }

    /** Of one of the first two lines. */
    String value(String key) {
        return text.lines()
                .filter(line -> line.startsWith(key + ": "))
                .findFirst()
                .orElseThrow()
                .substring(key.length() + 2);
    }

    /** What was written to {@code stdout} or {@code stderr}; empty where nothing was. */
    String stream(String name) {
        String begin = "\n--- %s\n".formatted(name);
        int found = text.indexOf(begin);
        if (found < 0) {
            return "";
        }
        int start = found + begin.length();
        int end = text.indexOf("\n--- stderr\n", start);
        return text.substring(start, end < 0 ? text.length() : end + 1);
    }

    static Path file(String answer) {
        return DIRECTORY.resolve(answer + ".txt");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
