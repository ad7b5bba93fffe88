package dev.esb.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The room on a file system.
 *
 * @param free bytes that this user may still write
 * @param total bytes of the file system
 * @param freeFiles how many files can still be made; as many as there can be where the file system has no limit or does not tell
 */
public record DiskSpace(long free, long total, long freeFiles) {
    private static final long SECONDS = 5;

    /** That of the file system on which a path is; empty where the path cannot be seen from here. */
    public static Optional<DiskSpace> of(Path path) {
        try {
            FileStore store = Files.getFileStore(path);
            return Optional.of(new DiskSpace(store.getUsableSpace(), store.getTotalSpace(), freeFiles(path)));
        } catch (IOException | SecurityException e) {
            return Optional.empty();
        }
    }

    /** Java does not tell it; GNU's and BusyBox's stat do. Btrfs has no limit, and says 0 of 0. */
    private static long freeFiles(Path path) throws IOException {
        Process process;
        try {
            process = new ProcessBuilder("stat", "-f", "-c", "%d %c", path.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
        try {
            process.getOutputStream().close();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                return Long.MAX_VALUE;
            }
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return answer.matches("\\d{1,18} [1-9]\\d{0,17}")
                    ? Long.parseLong(answer.substring(0, answer.indexOf(' ')))
                    : Long.MAX_VALUE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Long.MAX_VALUE;
        } finally {
            process.destroyForcibly();
        }
    }
}
