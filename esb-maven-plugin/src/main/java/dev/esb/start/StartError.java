package dev.esb.start;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why the engine has not created or started a container.
 *
 * @param reason the engine's words, without what it says of its own parts
 * @param advice what to do, in a sentence; empty where the reason is an unknown one
 */
record StartError(String reason, String advice) {
    private static final Pattern PARTS = Pattern.compile(
            "^(?:failed to create task for container: |failed to create shim task: |OCI runtime create failed: "
                    + "|(?:runc|crun)(?: create failed)?: |unable to start container process: |error during container init: )+");
    // The second form is that of crun.
    private static final Pattern PROGRAM =
            Pattern.compile("exec: \"(.*?)\": (?:stat \\S+: )?(.*)|executable file `(.*?)` (.*)");
    private static final Pattern MOUNT = Pattern.compile("error mounting \"(.*?)\" to rootfs at \"(.*?)\": "
            + "(?:mount .*?, flags: \\w+(?:, data: \\S+)?: )?(.*?)(?:: unknown.*)?");
    private static final Pattern SOURCE =
            Pattern.compile("invalid mount config for type \"bind\": bind source path does not exist: (.*)");

    /** Reads the engine's words. */
    static StartError of(String words) {
        String inner = PARTS.matcher(words).replaceFirst("").replaceFirst(": unknown$", "");
        Matcher program = PROGRAM.matcher(inner);
        if (program.matches()) {
            int name = program.group(1) != null ? 1 : 3;
            return new StartError(
                    "its program '%s' cannot be run: %s".formatted(program.group(name), program.group(name + 1)),
                    "Correct 'entrypoint' or 'command' of the service, or the program in its image.");
        }
        Matcher mount = MOUNT.matcher(inner);
        if (mount.matches()) {
            return new StartError(
                    "'%s' cannot be mounted at '%s': %s".formatted(mount.group(1), mount.group(2), mount.group(3)),
                    mount.group(3).endsWith("a directory")
                            ? "A file can be mounted only over a file, a directory only over a directory: correct 'volumes' of the service."
                            : "");
        }
        Matcher source = SOURCE.matcher(inner);
        return source.matches()
                ? new StartError(
                        "'%s', which it mounts, is not there".formatted(source.group(1)),
                        "Create it, or correct 'volumes' of the service.")
                : new StartError(inner, "");
    }

    /**
     * A sentence, and a second one where there is advice.
     *
     * @param what the service
     * @param verb {@code created} or {@code started}
     */
    String text(String what, String verb) {
        return "%s could not be %s: %s%s".formatted(what, verb, reason, advice.isEmpty() ? "" : ". " + advice);
    }
}
