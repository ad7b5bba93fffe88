package dev.esb.isolation;

import dev.esb.environment.EngineFiles;
import dev.esb.environment.LocalPath;
import dev.esb.environment.LocalPath.Kind;
import dev.esb.environment.PathCopy;
import dev.esb.environment.PathMove;
import dev.esb.environment.PathPlace;
import dev.esb.environment.PathPlace.InVolume;
import dev.esb.environment.PathPlaces;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Paths of this machine that the engine does not see. In place of each is a volume of the environment, or a part of one, that begins with a copy of
 * what is there; what is not there, or cannot be copied, is an empty directory.
 *
 * <p>Where no service can write to a volume, its name follows from what is in it: after a change, {@code up} makes another one, and Compose replaces
 * the containers that mount it. Where a service can, the copy is made once, and the environment keeps it.
 */
final class CopiedPaths {
    private final IsolationContext context;
    private final EngineFiles engine;
    private final List<Entry> entries = new ArrayList<>();

    CopiedPaths(IsolationContext context) {
        this.context = context;
        this.engine = context.options().engine();
    }

    /**
     * A path that is wanted on the engine's machine.
     *
     * @param subject the service, or the volume that has its data there
     * @param source as the model has it
     * @param renewal when it is copied again
     * @param mustExist whether the stack says not to make it
     * @param reason why it is copied although the engine sees it, as the end of a part of a sentence; else empty
     */
    record Wanted(String subject, String key, String source, Renewal renewal, boolean mustExist, String reason) {
        /** Of what the engine does not see. */
        Wanted(String subject, String key, String source, Renewal renewal, boolean mustExist) {
            this(subject, key, source, renewal, mustExist, "");
        }
    }

    /** When a path is copied again that the environment has a copy of. */
    enum Renewal {
        /** Whenever the environment is brought up: no container writes to it. */
        ALWAYS,
        /** When it has changed; until then, the environment keeps what its containers have written. */
        AFTER_CHANGE,
        /** The environment keeps what its containers have written. */
        NEVER
    }

    /**
     * A path that gets a place.
     *
     * @param path which the source means
     * @param content what is copied; empty for an empty directory
     * @param change has the stack mount the place
     */
    private record Entry(Wanted wanted, Path path, Optional<LocalPath> content, Consumer<InVolume> change) {
        boolean isFile() {
            return content.filter(here -> here.kind() == Kind.FILE).isPresent();
        }
    }

    /**
     * Adds a path.
     *
     * @param change has the stack mount the place
     */
    void add(Wanted wanted, Consumer<InVolume> change) {
        Path path = context.path(wanted.source());
        LocalPath here = engine.at(path);
        if (path.startsWith(context.plan().directories().sockets())) {
            // What listens there is in the containers.
            entries.add(new Entry(wanted, path, Optional.empty(), change));
        } else if (context.options().sharesPath(wanted.source())) {
            // What environments use together can only be there.
            context.limited(
                    wanted.subject(),
                    wanted.key(),
                    wanted.source(),
                    "'%s' is that of the engine's machine, because esb.share names it".formatted(wanted.source()),
                    "remove it from esb.share if the environment is to have a copy of what is here");
        } else if (here.isCopyable()) {
            entries.add(new Entry(wanted, path, Optional.of(here), change));
        } else if (here.kind() == Kind.OTHER) {
            addOther(wanted, path, change);
        } else if (!wanted.mustExist()) {
            entries.add(new Entry(wanted, path, Optional.empty(), change));
        }
    }

    private void addOther(Wanted wanted, Path path, Consumer<InVolume> change) {
        String message =
                "'%s' is a socket, device or pipe of this machine, which containers on the engine's machine cannot reach"
                        .formatted(wanted.source());
        String advice = "reach it over the network, or name it in esb.share if that of the engine's machine is meant";
        if (wanted.mustExist()) {
            context.refused(wanted.subject(), wanted.key(), wanted.source(), message, advice);
        } else {
            context.limited(
                    wanted.subject(), wanted.key(), wanted.source(), message + "; they see an empty directory", advice);
            entries.add(new Entry(wanted, path, Optional.empty(), change));
        }
    }

    /** Gives each path its place. */
    void place() {
        Map<Path, Boolean> paths = new TreeMap<>();
        entries.forEach(entry -> paths.put(entry.path(), entry.isFile()));
        PathPlaces together = places(paths, Map.of());
        Set<Path> changing = entries.stream()
                .filter(this::isChanging)
                .map(entry -> top(together, entry.path()))
                .collect(Collectors.toSet());
        Map<Path, Boolean> changingPaths = new TreeMap<>(paths);
        changingPaths.keySet().removeIf(path -> !changing.contains(top(together, path)));
        PathPlaces withKept = places(changingPaths, keptCopies());
        for (Entry entry : entries) {
            Path top = top(together, entry.path());
            if (changing.contains(top)) {
                InVolume place = (InVolume) withKept.of(entry.path());
                boolean isKept = withKept.kept().containsKey(entry.path());
                if (isKept || isPossible(entry, entry.path())) {
                    InVolume copy = place.volume().copy().isPresent()
                            ? place
                            : new InVolume(place.volume().asCopy(), place.subpath());
                    put(entry, copy, isKept, false);
                }
            } else if (isPossible(entry, top)) {
                InVolume place = (InVolume) together.of(entry.path());
                InVolume copy = new InVolume(place.volume().asCopy(engine.digest(top)), place.subpath());
                boolean isKept = context.options().mounted().contains(PathVolumes.name(context, copy));
                put(entry, copy, isKept, entry.wanted().renewal() != Renewal.AFTER_CHANGE);
            }
        }
    }

    /** Certificates are those of the last {@code up}, whatever containers have written there. */
    private boolean isChanging(Entry entry) {
        boolean isCertificate =
                entry.path().startsWith(context.plan().directories().certificates());
        return entry.content().isEmpty() || entry.wanted().renewal() == Renewal.NEVER && !isCertificate;
    }

    private static Path top(PathPlaces places, Path path) {
        return ((InVolume) places.of(path)).volume().path();
    }

    private static PathPlaces places(Map<Path, Boolean> paths, Map<Path, PathPlace> kept) {
        return new PathPlaces(paths, kept, true, path -> {
            throw new IllegalStateException("No place on a host that the engine does not see: " + path);
        });
    }

    private Map<Path, PathPlace> keptCopies() {
        Map<Path, PathPlace> kept = new TreeMap<>(context.options().kept());
        kept.values().removeIf(place -> !IsolationContext.isCopy(place));
        return kept;
    }

    /** Whether what is at a path can be copied. */
    private boolean isPossible(Entry entry, Path path) {
        LocalPath here = engine.at(path);
        Wanted wanted = entry.wanted();
        if (entry.content().isEmpty()) {
            return true;
        }
        if (here.unreadable().isPresent()) {
            context.refused(
                    wanted.subject(),
                    wanted.key(),
                    wanted.source(),
                    "'%s' has to be copied, because the engine does not see it, and '%s' cannot be read"
                            .formatted(path, here.unreadable().get()),
                    "make it readable, or mount a part without it");
            return false;
        }
        if (here.bytes() > context.options().copyLimit().bytes()) {
            context.refused(
                    wanted.subject(),
                    wanted.key(),
                    wanted.source(),
                    "'%s' has to be copied, because the engine does not see it, and has %s, more than %s (esb.copyLimit)"
                            .formatted(path, here.size(), context.options().copyLimit()),
                    "mount only the part that the service needs, put it into an image, or allow more: -Desb.copyLimit=SIZE;"
                            + " or name it in esb.share if that of the engine's machine is meant");
            return false;
        }
        return true;
    }

    private void put(Entry entry, InVolume place, boolean isKept, boolean isRenewed) {
        Wanted wanted = entry.wanted();
        if (PathVolumes.refusePart(context, wanted.subject(), wanted.key(), wanted.source(), place)) {
            return;
        }
        entry.change().accept(place);
        context.moved(new PathMove(
                entry.path(),
                entry.isFile(),
                place,
                isKept,
                entry.content().map(content -> new PathCopy(isRenewed, content.bytes()))));
        report(entry, place, isRenewed);
    }

    private static boolean isNamedByContent(InVolume place) {
        return place.volume().copy().filter(digest -> !digest.isEmpty()).isPresent();
    }

    private void report(Entry entry, InVolume place, boolean isRenewed) {
        Wanted wanted = entry.wanted();
        String source = wanted.source();
        String where = PathVolumes.text(context, place);
        boolean isOwn = context.owns(source);
        if (engine.at(entry.path()).kind() == Kind.OTHER) {
            // Reported when it was added.
            return;
        }
        if (entry.content().isEmpty()) {
            context.changed(wanted.subject(), wanted.key(), source, "'%s' moved to %s".formatted(source, where));
        } else if (wanted.renewal() == Renewal.AFTER_CHANGE && isNamedByContent(place)) {
            context.changed(
                    wanted.subject(),
                    wanted.key(),
                    source,
                    "'%s' is copied to %s, and again after a change here: what containers write stays there until then"
                            .formatted(source, where));
        } else if (!isRenewed && !isOwn) {
            context.limited(
                    wanted.subject(),
                    wanted.key(),
                    source,
                    "'%s' is copied to %s, once%s: what containers write stays there, and what changes here does not reach them"
                            .formatted(source, where, wanted.reason()),
                    "copy files out with 'docker cp' ('mvn esb:ps' says where they are); or mount it read only where no service"
                            + " writes to it, and each 'esb:up' brings what is here");
        } else if (!entry.isFile() && !isOwn) {
            context.limited(
                    wanted.subject(),
                    wanted.key(),
                    source,
                    "'%s' is copied to %s: what changes here reaches containers at the next 'esb:up'"
                            .formatted(source, where),
                    "run 'esb:up' again after a change");
        } else {
            context.changed(wanted.subject(), wanted.key(), source, "'%s' is copied to %s".formatted(source, where));
        }
    }
}
