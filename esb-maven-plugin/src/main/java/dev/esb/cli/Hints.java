package dev.esb.cli;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns what messages say of Maven's goals into what a user of the command line types: {@code mvn esb:logs -Desb.env=a -Desb.service=web} into {@code ./esb
 * logs --env=a web}, and {@code (esb.stopTimeout)} into {@code (--stop-timeout)}.
 *
 * @param script the command as the user has written it
 */
record Hints(String script) {
    /** Not what only Maven can do, such as {@code esb:wrapper}, and not what merely looks like a goal, such as an image {@code esb:latest}. */
    private static final String COMMAND = "esb:(" + String.join("|", Esb.commands()) + ")(?![\\w-])";

    private static final Pattern CALL = Pattern.compile("\\bmvn (?:-([qX]) )?" + COMMAND);
    private static final Pattern GOAL = Pattern.compile("(?<![\\w:./\\\\-])" + COMMAND);

    /** What the command line takes without the name of an option. */
    private static final Pattern POSITIONAL =
            Pattern.compile("-Desb\\.(service|containerPort|command)=('[^']*'|\"[^\"]*\"|[^\\s'\"]+)");

    private static final Pattern IN_BRACKETS = Pattern.compile("\\(esb\\.([a-z][A-Za-z]*)\\)");
    private static final Pattern VARIABLE = Pattern.compile("-Desb\\.(environment|axes)\\.");
    private static final Pattern PROPERTY = Pattern.compile("-Desb\\.([a-z][A-Za-z]*)(?:=true\\b)?");

    String of(String message) {
        String text = CALL.matcher(message)
                .replaceAll(call -> Matcher.quoteReplacement(
                        "%s %s%s".formatted(script, call.group(2), "X".equals(call.group(1)) ? " --debug" : "")));
        text = GOAL.matcher(text).replaceAll(Matcher.quoteReplacement(script) + " $1");
        text = POSITIONAL.matcher(text).replaceAll(match -> Matcher.quoteReplacement(words(match)));
        text = IN_BRACKETS.matcher(text).replaceAll(match -> "(" + name(match.group(1)) + ")");
        text = VARIABLE.matcher(text).replaceAll("--$1=");
        return PROPERTY.matcher(text).replaceAll(match -> "--" + option(match.group(1)));
    }

    private static String words(MatchResult match) {
        String value = match.group(2).replaceAll("^['\"]|['\"]$", "");
        return match.group(1).equals("service") ? value.replace(',', ' ') : value;
    }

    private static String name(String parameter) {
        return switch (parameter) {
            case "service" -> "SERVICE";
            case "containerPort" -> "PORT";
            case "command" -> "COMMAND";
            default -> "--" + option(parameter);
        };
    }

    /** The option for a parameter of a goal: {@code stop-timeout} for {@code stopTimeout}. */
    static String option(String parameter) {
        return parameter.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
