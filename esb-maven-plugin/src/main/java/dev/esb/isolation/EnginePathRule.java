package dev.esb.isolation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.esb.environment.EngineFiles;
import dev.esb.environment.PathMove;
import dev.esb.isolation.CopiedPaths.Renewal;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Paths of this machine on an engine that does not see this machine's files, or sees them under other paths: because it is on another machine,
 * or because this process runs in a container. Applies to every environment, {@code default} included.
 *
 * <p>What the engine sees under another path is mounted from there. What it does not see is copied into volumes of the environment
 * ({@link CopiedPaths}). Paths of the operating system and sockets of the engine stay as they are written: they are those of the engine's
 * machine. Files of configs and secrets, which Compose mounts, become mounts of the services that use them, and follow.
 */
final class EnginePathRule implements Rule {

    @Override
    public void apply(IsolationContext context) {
        if (context.options().engine().areAllSeen()) {
            return;
        }
        CopiedPaths copies = new CopiedPaths(context);
        context.forEachService((name, service) -> {
            for (JsonNode volume : service.path("volumes")) {
                if (volume.path("type").asText().equals("bind")) {
                    mount(context, new MountedPath(name, "volumes", (ObjectNode) volume), copies);
                }
            }
            for (MountedPath file : FileMounts.of(context, service, name)) {
                if (isMountedOtherwise(context, context.path(file.source()))) {
                    FileMounts.replace(service, file);
                    mount(context, file, copies);
                }
            }
        });
        context.forEach("volumes", (key, volume) -> device(context, key, volume, copies));
        copies.place();
    }

    /** What is not here is left to Compose, which says so. */
    private static boolean isMountedOtherwise(IsolationContext context, Path file) {
        EngineFiles engine = context.options().engine();
        return engine.path(file)
                .map(path -> !path.equals(file))
                .orElseGet(() -> engine.at(file).isCopyable());
    }

    private static void mount(IsolationContext context, MountedPath mounted, CopiedPaths copies) {
        ObjectNode mount = mounted.mount();
        if (!see(context, mounted.service(), mounted.key(), mounted.source(), path -> mount.put("source", path))) {
            copies.add(
                    new CopiedPaths.Wanted(
                            mounted.service(),
                            mounted.key(),
                            mounted.source(),
                            mount.path("read_only").asBoolean() ? Renewal.ALWAYS : Renewal.NEVER,
                            !mount.path("bind").path("create_host_path").asBoolean(true)),
                    place -> PathVolumes.mount(context, mount, place));
        }
    }

    private static void device(IsolationContext context, String key, ObjectNode volume, CopiedPaths copies) {
        String device = PathVolumes.device(context, key);
        // "//server/share" is that of a network file system.
        boolean isPath = device.startsWith("/") && !device.startsWith("//");
        ObjectNode options = isPath ? (ObjectNode) volume.get("driver_opts") : null;
        String subject = "volume " + key;
        if (isPath && !see(context, subject, "driver_opts", device, path -> options.put("device", path))) {
            copies.add(
                    new CopiedPaths.Wanted(subject, "driver_opts", device, Renewal.NEVER, true),
                    place -> PathVolumes.replace(context, key, place));
        }
    }

    /**
     * Has the engine mount what it sees.
     *
     * @return whether there is nothing more to do
     */
    private static boolean see(
            IsolationContext context, String subject, String key, String source, Consumer<String> change) {
        EngineFiles engine = context.options().engine();
        Path here = context.path(source);
        Optional<Path> seen = engine.path(here);
        seen.filter(path -> !path.equals(here)).ifPresent(path -> {
            change.accept(PathMove.inModel(path.toString()));
            context.changed(subject, key, source, "'%s' is '%s' on the engine's machine".formatted(source, path));
        });
        return seen.isPresent() || SystemPaths.contain(source) || context.isRefused(source);
    }
}
