package dev.esb.cli;

import java.io.IOException;
import java.nio.file.Path;

/** The process that makes a {@link ClassArchive} while the user goes on. */
final class ArchiveMaker {
    private ArchiveMaker() {}

    /** @param arguments the archive */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        ClassArchive archive = new ClassArchive(Path.of(arguments[0]));
        archive.make();
        archive.removeUseless();
    }
}
