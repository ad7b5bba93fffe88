package dev.esb.it.projects;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** What a goal says when it cannot do its work. */
public record Refusal(String message) {
    private static final Pattern MESSAGE = Pattern.compile(
            "\\[ERROR] Failed to execute goal dev\\.esb:esb-maven-plugin:[^\n]+? on project \\S+: (.*?)(\n\\[ERROR])? -> \\[Help 1]",
            Pattern.DOTALL);

    /** The refusal in the log of a project's build. */
    public static Refusal in(File project) throws IOException {
        return in(Files.readString(Path.of(project.getPath(), "build.log")));
    }

    /** The one refusal in the output of Maven, which has to be a paragraph without a stack trace. */
    public static Refusal in(String output) {
        List<String> messages = MESSAGE.matcher(output)
                .results()
                .map(match -> match.group(1).replaceAll("(?m)^\\[ERROR] ", ""))
                .toList();
        assertThat(messages).as("goals that failed in:%n%s", output).hasSize(1);
        assertThat(output).doesNotContain("\tat ").doesNotContain("Caused by:");
        assertThat(messages.get(0)).doesNotContainPattern("\n\\s*\n");
        return new Refusal(messages.get(0));
    }

    /** Its parts, in this order. */
    public void says(String... parts) {
        assertThat(message).containsSubsequence(parts);
    }
}
