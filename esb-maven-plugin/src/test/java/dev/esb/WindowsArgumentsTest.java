package dev.esb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;

/** What a program on Windows reads from the line that {@link ProcessBuilder} makes of the arguments; both are written here by their rules. */
class WindowsArgumentsTest {
    private static final String PROGRAM = "docker.exe";

    @Property
    void everyProgramReadsWhatItWasGiven(
            @ForAll
                    List<
                                    @StringLength(max = 8) @Chars({'"', '\\', ' ', '\t', '{', '&'})
                                    @CharRange(from = 'a', to = 'c') String>
                            arguments) {
        assertThat(read(line(WindowsArguments.of(PROGRAM, arguments)))).isEqualTo(arguments);
    }

    /** A format of {@code docker inspect}, of which all quotes would be lost. */
    @Example
    void keepsTheQuotesOfAFormat() {
        List<String> arguments = List.of("inspect", "--format", "{\"id\":{{json .Id}}}", "", "C:\\a b\\");

        assertThat(WindowsArguments.of(PROGRAM, arguments))
                .containsExactly("inspect", "--format", "\"{\\\"id\\\":{{json .Id}}}\"", "\"\"", "C:\\a b\\");
        assertThat(read(line(arguments))).contains("{id:{{json .Id}}}");
    }

    @Example
    void keepsABatchFileFromRunningAPartOfAnArgument() {
        assertThat(WindowsArguments.of("C:\\mvn.CMD", List.of("-Da=b & c", "-Dd=e", "a|b")))
                .containsExactly("\"-Da=b & c\"", "-Dd=e", "\"a|b\"");
        assertThat(WindowsArguments.of(PROGRAM, List.of("a|b"))).containsExactly("a|b");
        assertThatThrownBy(() -> WindowsArguments.of("C:\\mvn.cmd", List.of("-Da=\" & del x")))
                .isInstanceOf(EsbException.class)
                .hasMessage(
                        "The batch file 'C:\\mvn.cmd' cannot be given the argument '-Da=\" & del x', of which Windows would"
                                + " run a part as a command. Leave out the quote (\") or the character out of &|<>^ in it, or call the"
                                + " program itself.");
    }

    /** {@code ProcessBuilder} in its usual mode: quotes around what has blanks and is not in quotes, and backslashes before the last one. */
    private static String line(List<String> arguments) {
        StringBuilder line = new StringBuilder();
        for (String argument : arguments) {
            boolean isQuoted = argument.length() > 1 && argument.startsWith("\"") && argument.endsWith("\"");
            boolean hasBlank = argument.chars().anyMatch(Character::isWhitespace);
            int end = argument.replaceAll("\\\\+$", "").length();
            line.append(' ').append(hasBlank && !isQuoted ? '"' + argument + argument.substring(end) + '"' : argument);
        }
        return line.toString();
    }

    /** The rules of Microsoft's C library: backslashes before a quote are halved, and an odd one makes the quote a character. */
    private static List<String> read(String line) {
        List<String> arguments = new ArrayList<>();
        StringBuilder argument = new StringBuilder();
        boolean isArgument = false;
        boolean isQuoted = false;
        int backslashes = 0;
        for (char c : (line + " ").toCharArray()) {
            if (c == '\\') {
                backslashes++;
                isArgument = true;
                continue;
            }
            argument.append("\\".repeat(c == '"' ? backslashes / 2 : backslashes));
            boolean isCharacter = c == '"' && backslashes % 2 == 1;
            backslashes = 0;
            if (c == '"' && !isCharacter) {
                isQuoted = !isQuoted;
                isArgument = true;
            } else if (Character.isWhitespace(c) && !isQuoted) {
                if (isArgument) {
                    arguments.add(argument.toString());
                    argument.setLength(0);
                }
                isArgument = false;
            } else {
                argument.append(c);
                isArgument = true;
            }
        }
        return arguments;
    }
}
