package dev.esb.host;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Opens a page in the user's browser: with the first command of the variable {@code BROWSER} that can be started, else with the system's own.
 *
 * @param variables the environment variables of this process
 * @param system the name of the operating system, as {@code os.name} has it
 */
public record Browser(Map<String, String> variables, String system) {
    /** A program that has to say that it cannot open the page does so at once; the browser itself may run for hours. */
    private static final int SECONDS = 3;

    /** @return whether a browser was asked to open the page, as far as that can be seen */
    public boolean open(String url) {
        return commands(url).stream().anyMatch(Browser::starts);
    }

    /**
     * What to try, one after another. {@code BROWSER} has commands, separated as in {@code PATH}; the page stands in place of {@code %s}, or at the
     * end.
     */
    List<List<String>> commands(String url) {
        String chosen = variables.getOrDefault("BROWSER", "");
        if (!chosen.isBlank()) {
            return Arrays.stream(chosen.split(File.pathSeparator))
                    .filter(command -> !command.isBlank())
                    .map(command -> withPage(command, url))
                    .toList();
        }
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("mac")) {
            return List.of(List.of("open", url));
        }
        if (name.startsWith("windows")) {
            return List.of(List.of("rundll32", "url.dll,FileProtocolHandler", url));
        }
        // Without a display, xdg-open would start a browser for text, which takes over the terminal.
        return variables.containsKey("DISPLAY") || variables.containsKey("WAYLAND_DISPLAY")
                ? List.of(List.of("xdg-open", url))
                : List.of();
    }

    private static List<String> withPage(String command, String url) {
        List<String> words = new ArrayList<>(Arrays.asList(command.strip().split("\\s+")));
        if (!command.contains("%s")) {
            words.add("%s");
        }
        words.replaceAll(word -> word.replace("%s", url));
        return words;
    }

    private static boolean starts(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            return !process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
