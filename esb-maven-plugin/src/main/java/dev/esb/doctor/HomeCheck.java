package dev.esb.doctor;

import dev.esb.EsbException;
import dev.esb.doctor.CheckResult.Status;
import dev.esb.environment.DirectoryLayout;
import dev.esb.environment.UsableDirectories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Whether environments can have their directories in {@code esb.home} and in the directory for sockets. */
record HomeCheck(DirectoryLayout layout, String user) implements Check {
    @Override
    public String subject() {
        return "home";
    }

    @Override
    public List<CheckResult> run() {
        List<CheckResult> results = new ArrayList<>();
        results.add(usable(subject(), layout.home(), UsableDirectories::tryHome, "files can be made and locked"));
        results.add(usable("sockets", layout.sockets(), UsableDirectories::trySockets, "files can be made"));
        if (results.get(0).status() == Status.OK) {
            results.addAll(permissions(layout.home()));
        }
        return results;
    }

    private interface Trial {
        void run(Path directory);
    }

    private static CheckResult usable(String name, Path directory, Trial trial, String works) {
        try {
            trial.run(directory);
            return CheckResult.ok(
                    name,
                    Files.exists(directory)
                            ? "In '%s', %s".formatted(directory, works)
                            : "'%s' is not there yet, and can be made".formatted(directory));
        } catch (EsbException e) {
            return CheckResult.error(name, e);
        }
    }

    /** What root may do although it is another user's, or what other users may do. */
    private List<CheckResult> permissions(Path home) {
        PosixFileAttributes attributes;
        try {
            attributes = Files.readAttributes(home, PosixFileAttributes.class);
        } catch (IOException | UnsupportedOperationException e) {
            // It is not there yet, or on a file system without permissions.
            return List.of();
        }
        List<CheckResult> results = new ArrayList<>();
        if (!attributes.owner().getName().equals(user)) {
            results.add(CheckResult.warning(
                    subject(),
                    "'%s' belongs to '%s', and the goals run as '%s': the other account cannot remove what they make there."
                            .formatted(home, attributes.owner().getName(), user),
                    "Name a directory of your own: -Desb.home=DIRECTORY"));
        }
        Set<PosixFilePermission> permissions = attributes.permissions();
        if (permissions.contains(PosixFilePermission.GROUP_WRITE)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
            results.add(CheckResult.warning(
                    subject(),
                    "Other users may write in '%s', and could put directories there in place of those of environments."
                            .formatted(home),
                    "Take that from them: 'chmod go-w %s'".formatted(home)));
        }
        return results;
    }
}
