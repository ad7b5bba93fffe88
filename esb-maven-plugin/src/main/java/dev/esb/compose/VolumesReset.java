package dev.esb.compose;

import com.fasterxml.jackson.databind.JsonNode;
import dev.esb.EsbException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file to lay over a stack's own, in which no service has volumes.
 *
 * <p>Without replacing variables, Compose 2.25 to 2.26 takes the colon in {@code ${DATA:-./data}:/data:ro} for a separator and gives
 * up. What is looked for in the raw model are ports and subnets, so volumes can be left out.
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
