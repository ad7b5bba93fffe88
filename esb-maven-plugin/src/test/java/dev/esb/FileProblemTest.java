package dev.esb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FileProblemTest {
    static List<Arguments> failures() {
        return List.of(
                Arguments.of(new AccessDeniedException("/a"), "'/a': permission denied"),
                Arguments.of(new NoSuchFileException("/a"), "'/a': there is no such file or directory"),
                Arguments.of(new FileAlreadyExistsException("/a"), "'/a': a file is in the way"),
                Arguments.of(new DirectoryNotEmptyException("/a"), "'/a': the directory is not empty"),
                Arguments.of(new NotDirectoryException("/a"), "'/a': it is no directory"),
                Arguments.of(
                        new FileSystemException("/a", null, "No space left on device"),
                        "'/a': No space left on device"),
                Arguments.of(new FileSystemException("/a"), "'/a': FileSystemException"),
                Arguments.of(new IOException("Stream closed"), "Stream closed"),
                Arguments.of(new EOFException(), "EOFException"),
                Arguments.of(
                        new IOException("Cannot run program \"fill\" (in directory \"C:\\a\"): CreateProcess error=2,"
                                + " The system cannot find the file specified"),
                        "The system cannot find the file specified"),
                Arguments.of(
                        new IOException(
                                "Cannot run program \"fill\" (in directory \"/a\"): error=2, No such file or directory"),
                        "No such file or directory"),
                Arguments.of(
                        new IOException(
                                "Cannot run program \"fill\" (in directory \"/a\"): Exec failed, error: 13 (Permission denied) "),
                        "Permission denied"));
    }

    /** In the words of the Java that runs. */
    @Test
    void saysWhyAProgramCannotBeStarted() {
        ProcessBuilder builder = new ProcessBuilder("/no/such/program");

        assertThatThrownBy(builder::start)
                .isInstanceOfSatisfying(
                        IOException.class,
                        failure -> assertThat(FileProblem.of(failure)).isEqualTo("No such file or directory"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void saysTheReasonInWords(IOException failure, String words) {
        assertThat(FileProblem.of(failure)).isEqualTo(words);
    }

    @Test
    void namesTheFileUnlessTheMessageNamesItAlready() {
        Path output = Path.of("target", "esb");

        assertThat(FileProblem.of(new AccessDeniedException(output.toString()), output))
                .isEqualTo("permission denied");
        assertThat(FileProblem.of(new AccessDeniedException("target"), output))
                .isEqualTo("permission denied ('target')");
        assertThat(FileProblem.of(
                        new FileSystemException(
                                output.resolve(".esb123.tmp").toString(), null, "Read-only file system"),
                        output))
                .isEqualTo("Read-only file system");
        assertThat(FileProblem.of(new IOException("No space left on device"), output))
                .isEqualTo("No space left on device");
    }
}
