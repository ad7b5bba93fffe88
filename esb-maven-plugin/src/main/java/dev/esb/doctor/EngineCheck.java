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
                .map(this::found)
                .orElseGet(() -> answer.fault()
                        .map(fault -> CheckResult.error(subject(), fault))
                        .map(result -> new CheckResult(
                                result.name(), result.status(), result.found() + where(result), result.advice()))
                        .orElseThrow()));
    }

    private CheckResult found(EngineDescription engine) {
        String description = describe(engine);
        return isOpen()
                ? CheckResult.warning(
                        subject(),
                        description + ": all who can connect to that port are root on that machine.",
                        "Have it take TLS alone (https://docs.docker.com/engine/security/protect-access/) and set DOCKER_TLS_VERIFY=1 and"
                                + " DOCKER_CERT_PATH, or reach it over ssh: DOCKER_HOST=ssh://USER@%s"
                                        .formatted(answer.place().host()))
                : CheckResult.ok(subject(), description);
    }

    private boolean isOpen() {
        return EngineWay.to(answer) == EngineWay.TCP && !answer.hasTls();
    }

    private String describe(EngineDescription engine) {
        EngineInfo info = engine.info();
        List<String> words = new ArrayList<>();
        words.add("%s %s".formatted(name(engine), info.engineVersion()));
        if (engine.isRootless()) {
            words.add("rootless");
        }
        words.add("on %s".formatted(info.operatingSystem()));
        words.add(place());
        answer.endpoint()
                .filter(endpoint -> !endpoint.text().isEmpty())
                .ifPresent(endpoint -> words.add("at %s (%s)".formatted(endpoint.text(), source(info))));
        return String.join(", ", words);
    }

    private String place() {
        EngineWay way = EngineWay.to(answer);
        return switch (way) {
            case HERE -> way.text();
            case TCP ->
                "%s %s TLS, where ports answer at %s"
                        .formatted(
                                way.text(),
                                answer.hasTls() ? "with" : "without",
                                answer.place().host());
            case BESIDE, SSH ->
                "%s, where ports answer at %s"
                        .formatted(way.text(), answer.place().host());
        };
    }

    static String name(EngineDescription engine) {
        return engine.isPodman() ? "Podman" : "Docker";
    }

    private String source(EngineInfo info) {
        return isSet("DOCKER_HOST") ? "DOCKER_HOST" : "context '%s'".formatted(info.context());
    }

    /** Docker's words name the place, but not why it is that one. */
    private String where(CheckResult result) {
        if (result.found().startsWith("DOCKER_HOST is ")) {
            return "";
        }
        if (isSet("DOCKER_HOST")) {
            return " DOCKER_HOST is %s.".formatted(variables.get("DOCKER_HOST"));
        }
        return isSet("DOCKER_CONTEXT") ? " DOCKER_CONTEXT is %s.".formatted(variables.get("DOCKER_CONTEXT")) : "";
    }

    private boolean isSet(String variable) {
        return !variables.getOrDefault(variable, "").isEmpty();
    }
}
