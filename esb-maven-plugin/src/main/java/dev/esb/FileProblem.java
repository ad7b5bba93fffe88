package dev.esb;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Says in words why a file could not be read, written, removed or run: of many such exceptions the class alone tells, and the message is a path. */
public final class FileProblem {
    // Java 17: "Cannot run program "docker" (in directory "/"): error=2, No such file or directory"
    // Java 25: "Cannot run program "docker" (in directory "/"): Exec failed, error: 2 (No such file or directory)"
    // Windows: "Cannot run program "docker" (in directory "C:\"): CreateProcess error=2, The system cannot find the
    // file specified"
    private static final Pattern START = Pattern.compile(
            "Cannot run program .*: (?:(?:CreateProcess )?error=\\d+, (.*)|Exec failed, error: \\d+ \\((.*)\\)\\s*)");

    private FileProblem() {}

    /** The reason with the file, without a full stop: {@code '/home/me/.esb': permission denied}. */
    public static String of(IOException failure) {
        if (!(failure instanceof FileSystemException file) || file.getFile() == null) {
            String message = failure.getMessage();
            return message == null || message.isBlank()
                    ? failure.getClass().getSimpleName()
                    : START.matcher(message).replaceFirst("$1$2");
        }
        return "'%s': %s".formatted(file.getFile(), reason(file));
    }

    /**
     * The reason, with the file in brackets where it is another one; in place of a temporary file, its directory.
     *
     * @param named the file or directory that the message names already
     */
    public static String of(IOException failure, Path named) {
        if (!(failure instanceof FileSystemException file) || file.getFile() == null) {
            return of(failure);
        }
        Path path = Path.of(file.getFile());
        Path known = path.getParent() != null && path.toString().endsWith(".tmp") ? path.getParent() : path;
        return reason(file) + (known.equals(named) || path.equals(named) ? "" : " ('%s')".formatted(known));
    }

    private static String reason(FileSystemException failure) {
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failure instanceof NoSuchFileException) {
            return "there is no such file or directory";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return "a file is in the way";
        }
        if (failure instanceof DirectoryNotEmptyException) {
            return "the directory is not empty";
        }
        if (failure instanceof NotDirectoryException) {
            return "it is no directory";
        }
        return failure.getReason() == null ? failure.getClass().getSimpleName() : failure.getReason();
    }
}
