package dev.esb.maven;

import dev.esb.environment.EnvironmentKey;
import dev.esb.lifecycle.ServicePort;
import java.util.List;
import org.apache.maven.plugin.logging.Log;

/** Prints the ports that have another address than before, which happens where the engine chooses them. */
record MovedPorts(Log log) {
    void print(EnvironmentKey key, List<ServicePort> moved) {
        log.warn(("The engine has chosen other ports. Until the next 'mvn esb:up %s', env.properties, env.json and .env"
                        + " have the old ones")
                .formatted(key.options()));
        TextTable table = new TextTable("SERVICE", "PORT", "ADDRESS");
        moved.forEach(port -> table.add(
                port.service(), port.port().number() + "/" + port.port().protocol(), port.text()));
        table.lines().forEach(log::info);
    }
}
