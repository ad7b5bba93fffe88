package dev.esb.compose;

import com.fasterxml.jackson.databind.JsonNode;
import dev.esb.EsbException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A temporary Compose file that, merged over a stack's own files, removes the volumes of every service (<a
 * href="https://docs.docker.com/reference/compose-file/merge/#reset-value">Compose: reset value</a>).
 *
 * <p>When it does not replace variables, Compose 2.25 to 2.26 takes the colon in {@code ${DATA:-./data}:/data:ro} for a separator and
 * fails. The plugin needs the raw model for ports and subnets, so volumes can be left out.
 */
record VolumesReset(Path file) implements AutoCloseable {

    static VolumesReset of(JsonNode model) {
        StringBuilder text = new StringBuilder("services:\n");
        model.path("services")
                .fieldNames()
                .forEachRemaining(
                        service -> text.append("  \"").append(service).append("\":\n    volumes: !reset []\n"));
        try {
            Path file = Files.createTempFile("esb-", ".yml");
            Files.writeString(file, text);
            return new VolumesReset(file);
        } catch (IOException e) {
            throw new EsbException(
                    "No file can be made in '%s': %s. Check the disk, or set java.io.tmpdir."
                            .formatted(System.getProperty("java.io.tmpdir"), e),
                    e);
        }
    }

    @Override
    public void close() {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
