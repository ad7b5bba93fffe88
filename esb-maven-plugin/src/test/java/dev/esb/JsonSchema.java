package dev.esb;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One of the schemas of what goals print and write, in {@code docs/schema}. */
public record JsonSchema(Schema schema) {
    public static final Path DIRECTORY = Path.of("..", "docs", "schema");

    /** @param name such as {@code list} */
    public static JsonSchema named(String name) {
        try {
            return new JsonSchema(SchemaRegistry.withDialect(Dialects.getDraft202012())
                    .getSchema(Files.readString(DIRECTORY.resolve(name + ".schema.json")), InputFormat.JSON));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What in a JSON text is not as the schema says. */
    public List<String> violations(String json) {
        return schema
                .validate(
                        json,
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Error::toString)
                .toList();
    }
}
