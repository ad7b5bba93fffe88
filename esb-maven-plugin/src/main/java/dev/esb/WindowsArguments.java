package dev.esb;

import java.util.List;

/**
 * The arguments of a command for {@link ProcessBuilder} on Windows, where a process gets one line of text, which its program takes apart.
 * {@code ProcessBuilder} puts quotes around an argument with blanks. It does nothing about a quote in it, which is then lost
 * (<a href="https://bugs.java.com/bugdatabase/view_bug.do?bug_id=6468220">JDK-6468220</a>), and an empty argument is lost in older Java.
 *
 * <p>So such arguments are quoted here, as programs read them (<a
 * href="https://learn.microsoft.com/en-us/cpp/c-language/parsing-c-command-line-arguments">Microsoft: parsing C command-line arguments</a>),
 * and {@code ProcessBuilder} leaves an argument in quotes as it is.
 */
final class WindowsArguments {
    /** With "false", {@link ProcessBuilder} itself puts a backslash before a quote. */
    private static final String AMBIGUOUS = "jdk.lang.Process.allowAmbiguousCommands";

    /** Where they are not in quotes, they begin another command, or have another meaning. */
    private static final String OF_CMD = "&|<>^";

    private WindowsArguments() {}

    /** @throws EsbException when the program is a batch file, and would run a part of an argument as a command */
    static List<String> of(String program, List<String> arguments) {
        if ("false".equalsIgnoreCase(System.getProperty(AMBIGUOUS))) {
            return arguments;
        }
        return arguments.stream().map(argument -> argument(program, argument)).toList();
    }

    private static String argument(String program, String argument) {
        boolean hasQuote = argument.indexOf('"') >= 0;
        boolean isForCmd = Programs.isBatchFile(program) && argument.chars().anyMatch(c -> OF_CMD.indexOf(c) >= 0);
        if (isForCmd && hasQuote) {
            throw new EsbException(
                    "The batch file '%s' cannot be given the argument '%s', of which Windows would run a part as a command."
                            .formatted(program, argument),
                    "Leave out the quote (\") or the character out of %s in it, or call the program itself."
                            .formatted(OF_CMD));
        }
        return argument.isEmpty() || hasQuote || isForCmd ? quoted(argument) : argument;
    }

    /** Backslashes count as themselves, but not before a quote: there, each is written twice. */
    private static String quoted(String argument) {
        StringBuilder text = new StringBuilder("\"");
        int backslashes = 0;
        for (char c : argument.toCharArray()) {
            if (c == '"') {
                text.append("\\".repeat(backslashes + 1));
            }
            backslashes = c == '\\' ? backslashes + 1 : 0;
            text.append(c);
        }
        return text.append("\\".repeat(backslashes)).append('"').toString();
    }
}
