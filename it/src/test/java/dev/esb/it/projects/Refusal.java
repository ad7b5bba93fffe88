package dev.esb.it.projects;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a goal says when it cannot do its work. */
public final class Refusal {
    private static final Pattern MESSAGE = Pattern.compile(
            "\\[ERROR] Failed to execute goal dev\\.esb:esb-maven-plugin:[^\n]+? on project \\S+: (.*?) -> \\[Help 1]",
            Pattern.DOTALL);

    private final String message;

    private Refusal(String message) {
        this.message = message;
    }

    /** The refusal in the log of a project's build. */
    public static Refusal in(File project) throws IOException {
        String log = Files.readString(Path.of(project.getPath(), "build.log"));
        Matcher matcher = MESSAGE.matcher(log);
        assertThat(matcher.find()).as("a goal that failed in:%n%s", log).isTrue();
        assertThat(log).doesNotContain("\tat ").doesNotContain("Caused by:");
        return new Refusal(matcher.group(1).replaceAll("(?m)^\\[ERROR] ", ""));
    }

    public void says(String... parts) {
        assertThat(message).contains(parts);
    }
}
