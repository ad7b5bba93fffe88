package dev.esb.cleanup;

import dev.esb.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Starts Java so that a signal which is meant for the build does not reach it: Ctrl-C in the terminal, the end of the terminal, and a signal to
 * the build's process group, as CI servers send it.
 *
 * <ul>
 *   <li>Linux: {@code setsid} (setsid(1)) gives it a session of its own.
 *   <li>macOS has no such command. Perl, which is part of it (<a
 *       href="https://developer.apple.com/documentation/macos-release-notes/macos-catalina-10_15-release-notes">for now</a>), makes the same
 *       system call.
 *   <li>Without both, the shell has it ignore these signals. Java installs no handler for what is ignored when it starts (as HotSpot does for
 *       nohup(1)). SIGKILL for the whole process group ends it then.
 *   <li>Windows sends Ctrl-C to all processes that are attached to the console (<a
 *       href="https://learn.microsoft.com/en-us/windows/console/ctrl-c-and-ctrl-break-signals">CTRL+C</a>). {@code javaw} is attached to
 *       none, and the {@code docker} commands that it starts show no window.
 * </ul>
 *
 * @param home the JDK or JRE, {@code java.home}
 * @param programs the operating system and its files
 */
record DetachedJava(Path home, Programs programs) {
    private static final List<String> SETSID = List.of("/usr/bin/setsid", "/bin/setsid");

    private static final String PERL = "/usr/bin/perl";

    private static final List<String> OWN_SESSION =
            List.of("-e", "require POSIX; POSIX::setsid(); exec {$ARGV[0]} @ARGV");

    private static final List<String> SHELL = List.of("/bin/sh", "-c", "trap '' HUP INT TERM; exec \"$0\" \"$@\"");

    /** The one that runs this process. */
    static DetachedJava current() {
        return new DetachedJava(Path.of(System.getProperty("java.home")), Programs.ofThisMachine());
    }

    /** @param arguments of Java: its options, the main class, and what that gets */
    List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>(programs.isWindows() ? List.of() : launcher());
        command.add(java().toString());
        command.addAll(arguments);
        return programs.command(command);
    }

    private List<String> launcher() {
        Optional<List<String>> setsid =
                SETSID.stream().filter(this::isThere).findFirst().map(List::of);
        Optional<List<String>> perl = isThere(PERL)
                ? Optional.of(
                        Stream.concat(Stream.of(PERL), OWN_SESSION.stream()).toList())
                : Optional.empty();
        return setsid.or(() -> perl).orElse(SHELL);
    }

    private boolean isThere(String program) {
        return Files.isExecutable(programs.files().getPath(program));
    }

    private Path java() {
        Path withoutConsole = home.resolve("bin").resolve("javaw.exe");
        return programs.isWindows() && Files.isExecutable(withoutConsole)
                ? withoutConsole
                : home.resolve("bin").resolve("java");
    }
}
