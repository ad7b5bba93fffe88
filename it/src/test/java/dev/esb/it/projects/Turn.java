package dev.esb.it.projects;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * The turn of a project whose environments have names, ports or subnets that are the same in every run: checkouts that
 * run the suite at the same time take turns.
 */
public final class Turn implements AutoCloseable {
    private final String project;
    private final FileChannel channel;

    private Turn(String project, FileChannel channel) {
        this.project = project;
        this.channel = channel;
    }

    /** Waits while the same project of another checkout has its turn. A process that dies ends its turn. */
    public static Turn await(String project) throws IOException {
        String name = "esb-it-%s-%s.lock".formatted(System.getProperty("user.name"), project);
        FileChannel channel = FileChannel.open(Path.of(System.getProperty("java.io.tmpdir"), name), CREATE, WRITE);
        channel.lock();
        return new Turn(project, channel);
    }

    /** Ends the turn before the project has run, and tells why on the console, where it is seen. */
    public void skip(Iterable<String> reasons) throws IOException {
        close();
        PrintStream console = new PrintStream(new FileOutputStream(FileDescriptor.out), true);
        console.printf("[WARNING] %s is skipped: %s%n", project, String.join(", ", reasons));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
