package dev.esb.isolation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.esb.environment.LocalPath;
import dev.esb.environment.Obstacle;
import dev.esb.isolation.CopiedPaths.Renewal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Bind mounts, and volumes that have their data in a directory: files and directories of the host that containers see.
 *
 * <p>A path that does not exist yet is run-time data and moves to a volume of the environment ({@link MovedPathRule}), as does a path
 * that git ignores and a service can write to. In an environment that runs, such a path stays moved when it appears on the host.
 *
 * <p>Any other path is taken for an input of the stack. If a service can write to it, a directory has a volume laid over it ({@link OverlayRule}),
 * and a file is copied, again whenever it has changed. Where the engine can lay no volume over a directory, that is copied as well; one that is too
 * large for it stays, and is a finding. So do paths that are those of the machine, and what is neither file nor directory.
 *
 * <p>Paths of the operating system stay without a finding. What the engine does not see is left to {@link EnginePathRule}. A missing path of which a
 * service says {@code create_host_path: false} stays as well, and blocks, because the engine refuses it. The parameters {@code isolate} and
 * {@code share} come before all of this.
 */
final class HostPathRule implements Rule {
    @Override
    public void apply(IsolationContext context) {
        new Paths(context).decide();
        context.forEachService((name, service) -> {
            // Compose makes a mount of it at "up".
            if (service.path("use_api_socket").asBoolean()) {
                reportSocket(context, name, "use_api_socket", "/var/run/docker.sock");
            }
        });
    }

    /** The paths of one stack. */
    private static final class Paths {
        private final IsolationContext context;
        private final List<Path> written = new ArrayList<>();
        private final Set<Path> guarded = new HashSet<>();
        private final OverlaidPaths overlaid;
        private final CopiedPaths copies;

        Paths(IsolationContext context) {
            this.context = context;
            this.overlaid = OverlaidPaths.of(context);
            this.copies = new CopiedPaths(context);
            forEachMount((service, mount) -> {
                Path path = context.path(source(mount));
                if (!isReadOnly(mount)) {
                    written.add(path);
                }
                if (mustExist(mount) && context.state(source(mount)) == PathState.MISSING) {
                    guarded.add(path);
                }
            });
        }

        void decide() {
            forEachMount(this::mount);
            context.inputDevices().forEach(this::device);
            copies.place();
        }

        private void forEachMount(BiConsumer<String, ObjectNode> action) {
            context.forEachService((name, service) -> {
                for (JsonNode volume : service.path("volumes")) {
                    if (volume.path("type").asText().equals("bind")) {
                        action.accept(name, (ObjectNode) volume);
                    }
                }
            });
        }

        private void mount(String service, ObjectNode mount) {
            String source = source(mount);
            if (context.options().sharesPath(source)) {
                report(context, service, mount, source, "");
            } else if (overlaid.contain(source) && !guarded.contains(context.path(source))) {
                context.overlay(service, mount);
            } else if (isCopied(source)) {
                Renewal renewal = context.state(source).isFile() ? Renewal.AFTER_CHANGE : Renewal.NEVER;
                copies.add(
                        new CopiedPaths.Wanted(service, "volumes", source, renewal, false, copyReason(source)),
                        place -> PathVolumes.mount(context, mount, place));
            } else if (isMoved(source)) {
                context.move(service, mount);
            } else {
                report(context, service, mount, source, reason(source));
            }
        }

        private void device(String key) {
            String device = PathVolumes.device(context, key);
            if (overlaid.contain(device)) {
                context.overlayDevice(key);
            } else if (isCopied(device)) {
                copies.add(
                        new CopiedPaths.Wanted(
                                "volume " + key, "driver_opts", device, Renewal.NEVER, false, copyReason(device)),
                        place -> PathVolumes.replace(context, key, place));
            } else if (isMoved(device)) {
                context.moveDevice(key);
            } else {
                VolumeNameRule.reportDevice(context, key, device);
            }
        }

        /** Whether the environment begins with a copy of the path: of a file, or of a directory over which no volume can be laid. */
        private boolean isCopied(String source) {
            return context.options().hasVolumeOptions()
                    && !context.isOutOfSight(source)
                    && (context.keepsCopy(source)
                            || overlaid.impossible(source)
                                    .filter(top -> !obstacle(top).isUse() && isCopyable(top))
                                    .isPresent()
                            || isWrittenFile(source) && isCopyable(context.path(source)));
        }

        private boolean isWrittenFile(String source) {
            return context.state(source) == PathState.PRESENT_FILE
                    && (written.contains(context.path(source))
                            || context.options().isolatesPath(source))
                    && !context.isOfMachine(source)
                    && !context.owns(source)
                    && !context.isOutOfSight(source);
        }

        private boolean isCopyable(Path path) {
            LocalPath here = context.options().engine().at(path);
            return here.isCopyable()
                    && here.unreadable().isEmpty()
                    && here.bytes() <= context.options().copyLimit().bytes();
        }

        private boolean isMoved(String source) {
            // A part of what a container outside writes to begins with nothing: only the whole is copied.
            boolean isIsolated = context.options().isolatesPath(source)
                    && overlaid.impossible(source)
                            .map(top -> obstacle(top).isUse())
                            .orElse(true);
            // Where the engine mounts no file of a volume, the copy is on the host.
            boolean isFile =
                    !context.options().hasVolumeOptions() && isWrittenFile(source) && isCopyable(context.path(source));
            return isIsolated || isFile || !guarded.contains(context.path(source)) && isRunTimeData(source);
        }

        /**
         * An ignored path that services only read is taken for a setting. If one service can write to it, then every service that mounts this
         * path, a path above it or a path below it has to see the same moved path.
         */
        private boolean isRunTimeData(String source) {
            if (SystemPaths.contain(source) || context.owns(source)) {
                return false;
            }
            if (context.keepsMoved(source)) {
                return true;
            }
            Path path = context.path(source);
            return switch (context.state(source)) {
                case MISSING -> true;
                case IGNORED_DIRECTORY, IGNORED_FILE ->
                    written.stream().anyMatch(other -> path.startsWith(other) || other.startsWith(path));
                case PRESENT, PRESENT_FILE, PRESENT_OTHER -> false;
            };
        }

        /** Why a path stays that the environment would have for itself. */
        private String reason(String source) {
            Path path = context.path(source);
            if (isWrittenFile(source)) {
                return context.options().engine().at(path).isCopyable()
                        ? ", because it is %s".formatted(notCopyable(path))
                        : "";
            }
            return overlaid.impossible(source)
                    .map(top -> obstacle(top).isUse()
                            ? ": " + obstacle(top).reason()
                            : ", because no volume can be laid over it (%s), and it is %s"
                                    .formatted(obstacle(top).reason(), notCopyable(top)))
                    .orElse("");
        }

        private String copyReason(String source) {
            return overlaid.impossible(source)
                    .map(top -> ", because no volume can be laid over it (%s)"
                            .formatted(obstacle(top).reason()))
                    .orElse("");
        }

        private Obstacle obstacle(Path top) {
            return context.options().obstacles().directories().get(top);
        }

        private String notCopyable(Path path) {
            LocalPath here = context.options().engine().at(path);
            return here.unreadable()
                    .map("not readable here ('%s')"::formatted)
                    .orElseGet(() -> "larger than %s (esb.copyLimit)"
                            .formatted(context.options().copyLimit()));
        }
    }

    private static String source(ObjectNode volume) {
        return volume.path("source").asText();
    }

    private static void report(
            IsolationContext context, String service, ObjectNode volume, String source, String reason) {
        if (mustExist(volume) && context.state(source) == PathState.MISSING) {
            context.blocking(
                    service,
                    "volumes",
                    source,
                    "'%s' is not there, and 'create_host_path: false' says not to make it".formatted(source),
                    "make it before the stack starts, or name it in esb.isolate, which gives each environment one of its own");
        } else if (SystemPaths.isEngineSocket(source)) {
            reportSocket(context, service, "volumes", source);
        } else if (!isReadOnly(volume)
                && !SystemPaths.contain(source)
                && !context.owns(source)
                && !context.isOutOfSight(source)) {
            context.shared(
                    service,
                    "volumes",
                    source,
                    "can write to '%s', which every environment uses%s".formatted(source, reason),
                    "mount it read only, use a named volume, put ${ESB_CONFIG_DIR} into the path, or name it in esb.isolate");
        }
    }

    private static void reportSocket(IsolationContext context, String service, String key, String socket) {
        context.shared(
                service,
                key,
                socket,
                "talks to the engine through '%s', where it sees every environment".formatted(socket),
                "let it select containers by the label com.docker.compose.project");
    }

    private static boolean mustExist(ObjectNode volume) {
        return !volume.path("bind").path("create_host_path").asBoolean(true);
    }

    private static boolean isReadOnly(ObjectNode volume) {
        return volume.path("read_only").asBoolean();
    }
}
