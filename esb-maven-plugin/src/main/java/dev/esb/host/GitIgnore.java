package dev.esb.host;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.exec.CommandLine;
import org.apache.commons.exec.DefaultExecutor;
import org.apache.commons.exec.PumpStreamHandler;

/** Which paths git ignores (git-check-ignore(1)); a path that is tracked is not ignored, whatever the patterns say. */
public record GitIgnore(Path directory) {

    /** Those of the paths that are ignored; none outside a repository, or where there is no git. */
    public Set<String> among(List<String> paths) {
        List<String> inside = paths.stream()
                .filter(path ->
                        Path.of(path).startsWith(directory) && !Path.of(path).equals(directory))
                .toList();
        if (inside.isEmpty()) {
            return Set.of();
        }
        CommandLine command = new CommandLine("git");
        command.addArguments(new String[] {"-C", directory.toString(), "check-ignore", "-z", "--stdin"}, false);
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try {
            DefaultExecutor executor = DefaultExecutor.builder().get();
            // 0: some are ignored, 1: none is, 128: not a repository
            executor.setExitValues(new int[] {0, 1, 128});
            executor.setStreamHandler(new PumpStreamHandler(
                    output,
                    OutputStream.nullOutputStream(),
                    new ByteArrayInputStream(String.join("\0", inside).getBytes(StandardCharsets.UTF_8))));
            executor.execute(command);
        } catch (IOException e) {
            // Without git, nothing is known to be ignored.
            return Set.of();
        }
        String text = output.toString(StandardCharsets.UTF_8);
        return text.isEmpty() ? Set.of() : new HashSet<>(List.of(text.split("\0")));
    }
}
