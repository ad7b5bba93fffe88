package dev.esb.maven;

import dev.esb.Seconds;
import dev.esb.environment.ContainerPort;
import dev.esb.environment.HostAddress;
import dev.esb.environment.PortRequest;
import dev.esb.goal.TextTable;
import dev.esb.isolation.Finding;
import dev.esb.isolation.Severity;
import dev.esb.lifecycle.PublishedPort;
import dev.esb.lifecycle.UpResult;
import dev.esb.parameter.UrlParts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The lines that {@code up} prints when an environment is up: findings, name and slot, and a table of ports.
 *
 * @param isForPerson whether a user has called the goal, who may wonder where changes are
 */
record UpReport(UpResult result, boolean isForPerson) {

    /** @param took how long {@code up} took */
    List<String> lines(Duration took) {
        var environment = result.environment();
        List<String> lines = new ArrayList<>();
        for (Finding finding : result.findings()) {
            if (finding.severity() != Severity.CHANGED) {
                lines.add("%s: %s, %s: %s"
                        .formatted(
                                finding.severity().isIsolated() ? "On this engine" : "Not isolated",
                                finding.subject(),
                                finding.key(),
                                finding.message()));
            }
        }
        lines.add("Environment '%s' is up after %s: project %s, slot %s"
                .formatted(
                        environment.key(), Seconds.of(took), environment.key().project(), environment.slot()));
        if (isForPerson && !result.privateSources().isEmpty()) {
            lines.add("Changes stay in the environment: %s (-Desb.share=NAME lets its containers change the original)"
                    .formatted(String.join(", ", result.privateSources())));
        }
        TextTable ports = new TextTable("SERVICE", "PORT", "ADDRESS", "PROPERTY");
        result.ports().forEach(port -> {
            PortRequest request = port.request();
            ports.add(
                    request.service(),
                    request.target() + "/" + request.protocol(),
                    address(port),
                    port.properties().stream().findFirst().orElse("-"));
        });
        if (!ports.isEmpty()) {
            lines.addAll(ports.lines());
        }
        lines.add("Results are in " + environment.directories().output());
        return lines;
    }

    /** As a URL where the port is known as one for browsers: a terminal makes a link of it. */
    private String address(PublishedPort port) {
        String published = String.valueOf(port.published());
        ContainerPort target =
                new ContainerPort(port.request().target(), port.request().protocol());
        Optional<String> scheme =
                UrlParts.knownScheme(target).filter(known -> !port.address().isEmpty());
        if (scheme.isEmpty()) {
            return HostAddress.withPort(port.address(), published);
        }
        // Nothing can be reached at the address that stands for all.
        String host = HostAddress.isEvery(port.address())
                ? result.results().properties().getOrDefault("esb.host", port.address())
                : port.address();
        return scheme.get() + "://" + HostAddress.withPort(host, published);
    }
}
