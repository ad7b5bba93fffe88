package dev.esb.doctor;

import dev.esb.docker.EngineDescription;
import dev.esb.environment.DirectoryLayout;
import dev.esb.host.DiskSpace;
import dev.esb.host.Machine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Whether there is room: on the disks of the engine and of {@code esb.home}, and in memory. */
record RoomCheck(Machine machine, EngineAnswer answer, DirectoryLayout layout) implements Check {
    private static final long MIB = 1L << 20;
    private static final long GIB = 1L << 30;

    /** An image is that large, and a database writes that much. */
    private static final long LITTLE_FOR_ENGINE = 2 * GIB;

    /** Certificates, and on Podman also data of the stack. */
    private static final long LITTLE_FOR_HOME = 100 * MIB;

    private static final long LITTLE_MEMORY = 512 * MIB;
    private static final long FEW_FILES = 10_000;

    /** A twentieth of a disk is little, unless it is so much. */
    private static final int PART = 20;

    private static final long ENOUGH = 20 * GIB;

    @Override
    public String subject() {
        return "disk";
    }

    @Override
    public List<CheckResult> run() {
        List<CheckResult> results = new ArrayList<>();
        answer.engine().flatMap(this::ofEngine).ifPresent(results::add);
        machine.disks()
                .apply(existing(layout.home()))
                .map(space -> disk(
                        "home-disk",
                        "esb.home",
                        layout.home().toString(),
                        space,
                        LITTLE_FOR_HOME,
                        "Make room there, or name a directory on another disk: -Desb.home=DIRECTORY"))
                .ifPresent(results::add);
        memory().ifPresent(results::add);
        return results;
    }

    /** The directory can be one of this machine by name alone: the engine can run in a virtual machine, or this process in a container. */
    private Optional<CheckResult> ofEngine(EngineDescription engine) {
        boolean isHere = answer.isLocal()
                && !machine.hostName().isEmpty()
                && machine.hostName().equals(engine.hostName())
                && !engine.rootDirectory().isEmpty();
        return isHere
                ? machine.disks()
                        .apply(Path.of(engine.rootDirectory()))
                        .map(space -> disk(
                                "engine-disk",
                                "the engine",
                                engine.rootDirectory(),
                                space,
                                LITTLE_FOR_ENGINE,
                                "See what takes it with 'docker system df', and remove what no container uses: 'docker system prune', with"
                                        + " '--all' also images"))
                : Optional.empty();
    }

    private CheckResult disk(String name, String of, String path, DiskSpace space, long little, String advice) {
        String found = "%s of %s are free in '%s' (%s)".formatted(size(space.free()), size(space.total()), path, of);
        if (space.free() < MIB || space.freeFiles() == 0) {
            return CheckResult.error(name, found + (space.freeFiles() == 0 ? ", and no inode." : "."), advice);
        }
        boolean isLittle = space.free() < little || space.free() < Math.min(space.total() / PART, ENOUGH);
        if (space.freeFiles() < FEW_FILES) {
            return CheckResult.warning(
                    name, "%s, and inodes for %s more files.".formatted(found, space.freeFiles()), advice);
        }
        return isLittle ? CheckResult.warning(name, found + ".", advice) : CheckResult.ok(name, found);
    }

    private Optional<CheckResult> memory() {
        long ofEngine = answer.engine().map(EngineDescription::memory).orElse(0L);
        OptionalLong available = answer.isLocal() ? machine.availableMemory() : OptionalLong.empty();
        if (available.isEmpty() && ofEngine == 0) {
            return Optional.empty();
        }
        String found = (available.isPresent() ? size(available.getAsLong()) + " are available" : "")
                + (available.isPresent() && ofEngine > 0 ? ", " : "")
                + (ofEngine > 0 ? "the engine's machine has %s".formatted(size(ofEngine)) : "");
        return Optional.of(
                available.orElse(ofEngine) < LITTLE_MEMORY
                        ? CheckResult.warning(
                                "memory",
                                found + ": the kernel may kill processes of containers.",
                                "Take down what is not needed ('mvn esb:list' shows it, 'docker stats --no-stream' what it takes), or end other"
                                        + " programs.")
                        : CheckResult.ok("memory", found));
    }

    private static Path existing(Path directory) {
        Path there = directory.toAbsolutePath();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return there;
    }

    static String size(long bytes) {
        return bytes < GIB
                ? "%s MiB".formatted(bytes / MIB)
                : String.format(Locale.ROOT, "%.1f GiB", (double) bytes / GIB);
    }
}
