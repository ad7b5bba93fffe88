package dev.esb.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.esb.environment.EnvironmentPlan;
import dev.esb.environment.PrivateFiles;
import dev.esb.isolation.Finding;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Writes the findings of a stack to {@code isolation.json} in the environment's output directory. */
final class FindingsFile {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private FindingsFile() {}

    static void write(EnvironmentPlan environment, List<Finding> findings) throws IOException {
        PrivateFiles.write(environment.directories().output().resolve("isolation.json"), text(environment, findings));
    }

    static String text(EnvironmentPlan environment, List<Finding> findings) {
        ObjectNode report = JSON.createObjectNode();
        report.put("env", environment.key().name().value());
        report.put("project", environment.key().project());
        report.put("slot", environment.slot());
        findings.forEach(finding -> report.withArrayProperty("findings")
                .addObject()
                .put("severity", finding.severity().name().toLowerCase(Locale.ROOT))
                .put("subject", finding.subject())
                .put("key", finding.key())
                .put("resource", finding.resource())
                .put("message", finding.message())
                .put("advice", finding.advice()));
        try {
            return JSON.writeValueAsString(report) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
