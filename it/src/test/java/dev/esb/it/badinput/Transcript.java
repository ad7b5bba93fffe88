package dev.esb.it.badinput;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What a user types in a project, on lines that begin with {@code $}, and below each what the console answers. */
record Transcript(List<Command> commands) {
    private static final String PROMPT = "$ ";
    // Without what makes a name illegal.
    private static final Pattern ENVIRONMENT = Pattern.compile("-Desb\\.env=(?:\\.\\./)?(.+)");

    /** @param values what stands for the variables in it, such as {@code $env} */
    static Transcript read(Path file, Map<String, String> values) throws IOException {
        String text = Files.readString(file);
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace(value.getKey(), value.getValue());
        }
        List<Command> commands = new ArrayList<>();
        for (String block : text.split("\n\n")) {
            List<String> lines = block.lines().toList();
            commands.add(Command.of(lines.get(0).substring(PROMPT.length()), lines.subList(1, lines.size())));
        }
        return new Transcript(commands);
    }

    /** The names of the environments in its commands. */
    String[] environments() {
        return commands.stream()
                .flatMap(command -> command.words().stream())
                .flatMap(word -> ENVIRONMENT.matcher(word).results())
                .map(match -> match.group(1))
                .distinct()
                .toArray(String[]::new);
    }
}
