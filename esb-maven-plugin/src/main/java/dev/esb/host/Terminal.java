package dev.esb.host;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The terminal of this process. */
public final class Terminal {
    private Terminal() {}

    /**
     * Whether {@link #isThere}, and this process is the one that a person works with, not one that a shell has put into the background, which
     * the terminal would stop when it changes the terminal's settings.
     */
    public static boolean isInForeground() {
        return isThere() && isOfForegroundGroup();
    }

    /** By the fields pgrp and tpgid of proc_pid_stat(5); true on systems other than Linux. */
    private static boolean isOfForegroundGroup() {
        try {
            String stat = Files.readString(Path.of("/proc/self/stat"));
            // The second field is the command's name in brackets, which may itself contain blanks and brackets.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return fields[2].equals(fields[5]);
        } catch (IOException e) {
            return true;
        }
    }

    /** Whether both the standard input and the standard output are a terminal. */
    public static boolean isThere() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            // Before Java 22, which has this method, there is a console only where there is a terminal.
            return true;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
