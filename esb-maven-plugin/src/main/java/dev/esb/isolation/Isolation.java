package dev.esb.isolation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.esb.environment.Environment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** A model on its way through the rules. */
final class Isolation {
    private final Environment environment;
    private final ObjectNode model;
    private final List<Finding> findings = new ArrayList<>();

    Isolation(Environment environment, ObjectNode model) {
        this.environment = environment;
        this.model = model;
    }

    Environment environment() {
        return environment;
    }

    String project() {
        return environment.key().project();
    }

    ObjectNode model() {
        return model;
    }

    List<Finding> findings() {
        return findings;
    }

    void changed(String subject, String key, String message) {
        findings.add(new Finding(Severity.CHANGED, subject, key, message, ""));
    }

    void shared(String subject, String key, String message, String advice) {
        findings.add(new Finding(Severity.SHARED, subject, key, message, advice));
    }

    void blocking(String subject, String key, String message, String advice) {
        findings.add(new Finding(Severity.BLOCKING, subject, key, message, advice));
    }

    void forEachService(BiConsumer<String, ObjectNode> action) {
        forEach("services", action);
    }

    /** Every entry of a top-level section; one without settings, such as {@code data:}, comes as an empty object. */
    void forEach(String section, BiConsumer<String, ObjectNode> action) {
        if (model.get(section) instanceof ObjectNode entries) {
            for (String name : Fields.of(entries)) {
                JsonNode entry = entries.get(name);
                action.accept(name, entry instanceof ObjectNode settings ? settings : entries.putObject(name));
            }
        }
    }
}
