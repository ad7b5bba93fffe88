package dev.esb.doctor;

import dev.esb.docker.EngineDescription;
import dev.esb.docker.EngineInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whether an engine answers, which one it is, and where. */
record EngineCheck(EngineAnswer answer, Map<String, String> variables) implements Check {
    @Override
    public String subject() {
        return "engine";
    }

    @Override
    public List<CheckResult> run() {
        return List.of(answer.engine()
                .map(engine -> CheckResult.ok(subject(), describe(engine)))
                .orElseGet(() -> answer.fault()
                        .map(fault -> CheckResult.error(subject(), fault))
                        .map(result -> new CheckResult(
                                result.name(), result.status(), result.found() + where(), result.advice()))
                        .orElseThrow()));
    }

    private String describe(EngineDescription engine) {
        EngineInfo info = engine.info();
        List<String> words = new ArrayList<>();
        words.add("%s %s".formatted(name(engine), info.engineVersion()));
        if (engine.isRootless()) {
            words.add("rootless");
        }
        words.add("on %s".formatted(info.operatingSystem()));
        words.add(answer.isLocal() ? "on this machine" : "on another machine");
        answer.endpoint()
                .filter(endpoint -> !endpoint.text().isEmpty())
                .ifPresent(endpoint -> words.add("at %s (%s)".formatted(endpoint.text(), source(info))));
        return String.join(", ", words);
    }

    static String name(EngineDescription engine) {
        return engine.isPodman() ? "Podman" : "Docker";
    }

    private String source(EngineInfo info) {
        return isSet("DOCKER_HOST") ? "DOCKER_HOST" : "context '%s'".formatted(info.context());
    }

    /** Docker's words name the place, but not why it is that one. */
    private String where() {
        if (isSet("DOCKER_HOST")) {
            return " DOCKER_HOST is %s.".formatted(variables.get("DOCKER_HOST"));
        }
        return isSet("DOCKER_CONTEXT") ? " DOCKER_CONTEXT is %s.".formatted(variables.get("DOCKER_CONTEXT")) : "";
    }

    private boolean isSet(String variable) {
        return !variables.getOrDefault(variable, "").isEmpty();
    }
}
