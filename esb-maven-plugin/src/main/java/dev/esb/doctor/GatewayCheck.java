package dev.esb.doctor;

import dev.esb.docker.EngineDescription;
import dev.esb.engine.EnginePlace.Beside;
import java.util.List;

/**
 * Who else reaches the ports of a build in a container beside the engine. Whether the engine's machine refuses others cannot be seen from the
 * container. SECURITY.md says it in the same words.
 */
record GatewayCheck(EngineAnswer answer) implements Check {
    @Override
    public String subject() {
        return "gateway";
    }

    @Override
    public List<CheckResult> run() {
        if (!(answer.place() instanceof Beside beside)
                || beside.isNetworkOfThisProcess()
                || beside.obstacle().isPresent()) {
            return List.of();
        }
        String withoutGateway =
                "A build in a container with '--network host' does without: its ports are on 127.0.0.1.";
        // Podman has no chain for the rules of the user.
        boolean isPodman = answer.engine().filter(EngineDescription::isPodman).isPresent();
        return List.of(CheckResult.warning(
                subject(),
                "The gateway of a container's network is open to a machine that has a route to it.",
                isPodman
                        ? withoutGateway
                        : "The administrator can close it with one rule: 'iptables -I DOCKER-USER -m conntrack --ctorigdst %s -j DROP'. %s"
                                .formatted(beside.host(), withoutGateway)));
    }
}
