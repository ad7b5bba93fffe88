package dev.esb.cleanup;

import dev.esb.environment.PrivateFiles;
import dev.esb.environment.WindowsNames;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;

/**
 * A log file of bounded size for each service. A file that has grown to 10 MiB is renamed to {@code <service>.log.1}, over the one that
 * had this name, and a new file begins. So a service has at most 20 MiB, and never less than the last 10 MiB of its output.
 */
final class LogFiles implements AutoCloseable {
    /** In bytes. */
    static final long LIMIT = 10L << 20;

    private final Path directory;
    private final Map<String, OpenFile> files = new HashMap<>();

    private static final class OpenFile {
        private final BufferedWriter writer;
        private long size;

        OpenFile(BufferedWriter writer) {
            this.writer = writer;
        }
    }

    /** @param directory created if it does not exist */
    LogFiles(Path directory) throws IOException {
        this.directory = directory;
        PrivateFiles.createDirectory(directory);
    }

    /** Adds a line, without its line end, to the log of the service. */
    synchronized void append(String service, String line) throws IOException {
        OpenFile file = files.get(service);
        if (file == null) {
            file = open(service);
        } else if (file.size > LIMIT) {
            file.writer.close();
            Path path = path(service);
            Files.move(path, path.resolveSibling(path.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            file = open(service);
        }
        file.writer.write(line);
        // On every system the same, as the containers write it.
        file.writer.write('\n');
        file.size += line.getBytes(StandardCharsets.UTF_8).length + 1L;
    }

    /** Writes buffered lines to the files. */
    synchronized void flush() throws IOException {
        for (OpenFile file : files.values()) {
            file.writer.flush();
        }
    }

    private OpenFile open(String service) throws IOException {
        OpenFile file = new OpenFile(PrivateFiles.newWriter(path(service)));
        files.put(service, file);
        return file;
    }

    /** The name of a service in a Compose file has only these characters. A label that a user set on a container can have others. */
    private Path path(String service) {
        String name = service.replaceAll("[^A-Za-z0-9._-]", "_");
        boolean isDevice = WindowsNames.areThoseOf(directory) && WindowsNames.isDevice(name);
        return directory.resolve((isDevice ? "_" : "") + name + ".log");
    }

    @Override
    public synchronized void close() throws IOException {
        for (OpenFile file : files.values()) {
            file.writer.close();
        }
        files.clear();
    }
}
