package dev.esb.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * What {@code ssh} is told to connect to.
 *
 * @param user empty for the one that ssh chooses
 * @param name a name or address, or an alias of ssh's configuration
 * @param port empty for the one that ssh chooses
 */
public record SshDestination(String user, String name, String port) {

    /** The arguments of ssh as the {@code docker} command gives them. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        if (!user.isEmpty()) {
            arguments.addAll(List.of("-l", user));
        }
        if (!port.isEmpty()) {
            arguments.addAll(List.of("-p", port));
        }
        arguments.addAll(List.of("--", name));
        return arguments;
    }

    /** As a user writes it: {@code -p 2222 me@build-host}. */
    @Override
    public String toString() {
        return (port.isEmpty() ? "" : "-p " + port + " ") + (user.isEmpty() ? "" : user + "@") + name;
    }
}
