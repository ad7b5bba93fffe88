package dev.esb.docker;

import dev.esb.archive.TarEntry;
import dev.esb.archive.TarReader;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/** Looks into the files of a container, whether it runs or not, for one that is enough to know, and reads no further. */
public final class FirstEntry {
    private FirstEntry() {}

    /**
     * The first entry of the archive of a path that is wanted; empty where there is none.
     *
     * @throws DockerException when the engine cannot read the path, as where nothing is there
     */
    public static Optional<TarEntry> of(Docker docker, String container, String path, Predicate<TarEntry> isWanted) {
        AtomicReference<TarEntry> found = new AtomicReference<>();
        StopSwitch enough = new StopSwitch();
        TarReader reader = new TarReader(entry -> {
            if (isWanted.test(entry) && found.compareAndSet(null, entry)) {
                enough.stop();
            }
            return OutputStream.nullOutputStream();
        });
        try {
            docker.copyOutput(new ContainerCommand.CopyOut(container, path), reader, enough);
        } catch (DockerException e) {
            // A command that is ended has failed.
            if (found.get() == null) {
                throw e;
            }
        }
        return Optional.ofNullable(found.get());
    }
}
