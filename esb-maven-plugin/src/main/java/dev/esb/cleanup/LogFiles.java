package dev.esb.cleanup;

import dev.esb.environment.PrivateFiles;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;

/**
 * A log file for each service, of bounded size: at 10 MiB a file is put aside as {@code <service>.log.1}, in place of the one that was
 * there, and a new one begins. So a service has at most 20 MiB, and always its last 10.
 */
final class LogFiles implements AutoCloseable {
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

    LogFiles(Path directory) throws IOException {
        this.directory = directory;
        PrivateFiles.createDirectory(directory);
    }

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
        file.writer.newLine();
        file.size += line.getBytes(StandardCharsets.UTF_8).length + 1L;
    }

    /** Writes to disk what is still in memory. */
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

    /** Compose allows no other characters; a container that somebody labelled by hand can have any. */
    private Path path(String service) {
        return directory.resolve(service.replaceAll("[^A-Za-z0-9._-]", "_") + ".log");
    }

    @Override
    public synchronized void close() throws IOException {
        for (OpenFile file : files.values()) {
            file.writer.close();
        }
        files.clear();
    }
}
