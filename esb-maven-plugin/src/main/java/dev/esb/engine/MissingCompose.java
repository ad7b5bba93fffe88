package dev.esb.engine;

import dev.esb.EsbException;
import dev.esb.Programs;
import dev.esb.docker.DockerException;
import dev.esb.docker.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The {@code docker} command without its Compose plugin, and what there may be in its place: the command {@code docker-compose}, whose first
 * version is another program, and whose later ones are the plugin itself.
 *
 * @param programs where that command is looked for
 */
record MissingCompose(Programs programs) {
    private static final Pattern VERSION_LINE = Pattern.compile("v?\\d+(?:\\.\\d+)+\\S*");

    /** From this version on, one program can be called in both ways. */
    private static final Version PLUGIN = new Version(2, 0);

    private static final int SECONDS = 10;

    /** Whether a command has failed because the {@code docker} command does not know what "compose" is. */
    static boolean isReasonOf(DockerException failure) {
        // The options of Compose are the first that it does not know.
        return failure.errorOutput().startsWith("unknown flag: --ansi")
                || failure.errorOutput().contains("'compose' is not a docker command")
                || failure.errorOutput().contains("unknown command: docker compose");
    }

    /** @param minimum the oldest version that does, such as {@code 2.25} */
    EsbException exception(Version minimum) {
        Optional<Path> command = command();
        String version = command.map(MissingCompose::version).orElse("");
        String found = command.map(path -> ", only the command '%s'%s"
                        .formatted(path, version.isEmpty() ? "" : " (%s)".formatted(version)))
                .orElse("");
        String advice = isPlugin(version)
                ? "Make that its plugin: %s,".formatted(link(command.orElseThrow()))
                : "Install Compose %s or newer (https://docs.docker.com/compose/install/)".formatted(minimum);
        return new EsbException(
                "The docker command has no Compose plugin%s.".formatted(found),
                "%s and see that 'docker compose version' works.".formatted(advice));
    }

    private String link(Path command) {
        return (programs.isWindows()
                        ? "copy \"%s\" \"%%USERPROFILE%%\\.docker\\cli-plugins\\docker-compose.exe\""
                        : "mkdir -p ~/.docker/cli-plugins && ln -s %s ~/.docker/cli-plugins/docker-compose")
                .formatted(command);
    }

    private static boolean isPlugin(String version) {
        return Version.parse(version).filter(found -> found.isAtLeast(PLUGIN)).isPresent();
    }

    private Optional<Path> command() {
        return programs.find("docker-compose");
    }

    /** Empty where the command does not say it. */
    private static String version(Path command) {
        try {
            Process process = new ProcessBuilder(command.toString(), "version", "--short")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                process.getOutputStream().close();
                if (process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                    String line = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
                    return VERSION_LINE.matcher(line).matches() ? line : "";
                }
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return "";
    }
}
