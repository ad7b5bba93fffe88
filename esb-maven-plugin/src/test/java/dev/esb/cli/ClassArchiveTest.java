package dev.esb.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When an archive is to be made. A test of the scripts has one made, and used. */
class ClassArchiveTest {
    @TempDir
    private Path directory;

    @Test
    void isMadeWhereThereIsNone() throws Exception {
        assertThat(archive().isDue()).isTrue();
    }

    @Test
    void isKeptForTheSameJarAndJvm() throws Exception {
        writeArchiveOf(ClassArchive.origin());

        assertThat(archive().isDue()).isFalse();
    }

    @Test
    void isMadeAnewForAnotherJvm() throws Exception {
        writeArchiveOf(ClassArchive.origin().replace(System.getProperty("java.vm.version"), "another"));

        assertThat(archive().isDue()).isTrue();
    }

    @Test
    void isMadeAnewForAnotherJarOfTheSameName() throws Exception {
        // The last word is the time of the jar.
        writeArchiveOf(ClassArchive.origin().replaceFirst("\\S+\\s*$", Instant.EPOCH + "\n"));

        assertThat(archive().isDue()).isTrue();
    }

    @Test
    void isNotMadeTwiceAtOnce() throws Exception {
        writeMark(Duration.ofSeconds(20));

        assertThat(archive().isDue()).isFalse();
    }

    @Test
    void isMadeAfterAProcessThatWasKilledMeanwhile() throws Exception {
        writeMark(Duration.ofMinutes(2));

        assertThat(archive().isDue()).isTrue();
    }

    @Test
    void isRemovedWhenItsJarIsGone() throws Exception {
        writeArchiveOf(ClassArchive.origin());
        Path useless = Files.createFile(directory.resolve("b.jsa"));
        Files.writeString(
                directory.resolve("b.jsa" + ClassArchive.ORIGIN),
                "/java 17\n" + directory.resolve("gone.jar") + "\n1 2\n");

        archive().removeUseless();

        assertThat(useless).doesNotExist();
        assertThat(directory.resolve("a.jsa")).exists();
    }

    @Test
    void isDoneWithoutWhereItsDirectoryCannotBeMade() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));
        ClassArchive archive = new ClassArchive(file.resolve("directory/a.jsa"));

        assertThatCode(archive::makeInBackground).doesNotThrowAnyException();
    }

    @Test
    void isNotMadeWhereTheScriptNamesNone() {
        assertThat(ClassArchive.named("")).isEmpty();
        assertThat(ClassArchive.named("a\0b")).isEmpty();
        assertThat(ClassArchive.named(directory.toString())).contains(new ClassArchive(directory));
    }

    private ClassArchive archive() {
        return new ClassArchive(directory.resolve("a.jsa"));
    }

    private void writeArchiveOf(String origin) throws IOException {
        Files.createFile(directory.resolve("a.jsa"));
        Files.writeString(directory.resolve("a.jsa" + ClassArchive.ORIGIN), origin);
    }

    private void writeMark(Duration age) throws IOException {
        Path mark = Files.createFile(directory.resolve("a.jsa" + ClassArchive.BEGUN));
        Files.setLastModifiedTime(mark, FileTime.from(Instant.now().minus(age)));
    }
}
