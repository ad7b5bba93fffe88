package dev.esb.doctor;

import dev.esb.EsbException;
import dev.esb.docker.EngineDescription;
import dev.esb.engine.Engine;
import java.util.List;
import java.util.Map;

/** Whether the {@code docker} command has Compose and Buildx, and new enough ones. */
record PluginCheck(EngineAnswer answer, Map<String, String> variables) implements Check {
    private static final String BUILDX = "buildx";

    /** What Buildx takes where the engine has no BuildKit of its own. */
    private static final String BUILDER = "moby/buildkit:buildx-stable-1";

    @Override
    public String subject() {
        return "compose";
    }

    /** Empty where there is no {@code docker} command, of which these are plugins. */
    @Override
    public List<CheckResult> run() {
        return answer.client()
                .map(client -> List.of(compose(client), buildx(client)))
                .orElse(List.of());
    }

    private CheckResult compose(EngineDescription client) {
        String version = client.info().composeVersion();
        try {
            Engine.requireCompose(version, variables);
            return CheckResult.ok(
                    subject(), "Compose %s, docker command %s".formatted(version, client.clientVersion()));
        } catch (EsbException e) {
            return CheckResult.error(subject(), e);
        }
    }

    private CheckResult buildx(EngineDescription client) {
        if (!client.buildxVersion().isEmpty()
                && answer.engine().filter(EngineDescription::isPodman).isPresent()) {
            return CheckResult.warning(
                    BUILDX,
                    "Buildx %s: on Podman, it builds images in a container of '%s', which has to be there or to be pulled."
                            .formatted(client.buildxVersion(), BUILDER),
                    "If a stack builds images, see that the engine has it: 'docker pull %s'".formatted(BUILDER));
        }
        return client.buildxVersion().isEmpty()
                ? CheckResult.warning(
                        BUILDX,
                        "There is no Buildx: images are built by the engine's old builder, which knows neither 'RUN"
                                + " --mount' nor other words of BuildKit.",
                        "If a stack builds images with these, install it: 'sudo apt-get install docker-buildx' with Debian's packages, 'sudo apt-get"
                                + " install docker-buildx-plugin' with Docker's own.")
                : CheckResult.ok(BUILDX, "Buildx " + client.buildxVersion());
    }
}
