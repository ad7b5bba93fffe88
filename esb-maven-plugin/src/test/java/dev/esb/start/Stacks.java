package dev.esb.start;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.UncheckedIOException;

/** Isolated models, written as YAML. */
public final class Stacks {
    private Stacks() {}

    /** In the environment {@code a}. */
    public static StackServices of(String yaml) {
        return of("esb-a", yaml);
    }

    static StackServices of(String project, String yaml) {
        try {
            return new StackServices(project, new YAMLMapper().readTree(yaml));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
