package dev.esb.goal;

import dev.esb.Reporter;
import dev.esb.environment.EnvironmentKey;
import dev.esb.service.ServicePort;
import java.util.List;

/** Reports the ports that have another address than before, which happens where the engine chooses them. */
record MovedPorts(Reporter reporter) {
    void report(EnvironmentKey key, List<ServicePort> moved) {
        if (moved.isEmpty()) {
            return;
        }
        reporter.warn(
                ("The engine has chosen other ports. Until the next 'mvn esb:up %s', env.properties, env.json and .env"
                                + " have the old ones")
                        .formatted(key.options()));
        TextTable table = new TextTable("SERVICE", "PORT", "ADDRESS");
        moved.forEach(port -> table.add(
                port.service(), port.port().number() + "/" + port.port().protocol(), port.text()));
        table.lines().forEach(reporter::info);
    }
}
