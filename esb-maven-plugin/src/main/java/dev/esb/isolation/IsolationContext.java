package dev.esb.isolation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentPlan;
import dev.esb.environment.PathMove;
import dev.esb.environment.PathPlace;
import dev.esb.environment.PathPlace.InVolume;
import dev.esb.environment.VolumeOverlay;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** The model that one rule after another changes, with what they report about it. */
final class IsolationContext {
    private final EnvironmentPlan plan;
    private final IsolationOptions options;
    private final ObjectNode model;
    private final JsonNode movedModel;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Finding> refusals = new ArrayList<>();
    private final Map<String, List<ObjectNode>> movedMounts = new LinkedHashMap<>();
    private final List<String> movedDevices = new ArrayList<>();
    private final List<String> inputDevices = new ArrayList<>();
    private final Map<String, List<ObjectNode>> overlaidMounts = new LinkedHashMap<>();
    private final List<String> overlaidDevices = new ArrayList<>();
    private final List<PathMove> moves = new ArrayList<>();
    private final List<VolumeOverlay> overlays = new ArrayList<>();
    private final Set<String> sharedVolumes = new TreeSet<>();
    private final Set<String> sharedNetworks = new TreeSet<>();

    IsolationContext(EnvironmentPlan plan, IsolationOptions options, ObjectNode model, JsonNode movedModel) {
        this.plan = plan;
        this.options = options;
        this.model = model;
        this.movedModel = movedModel;
    }

    EnvironmentPlan plan() {
        return plan;
    }

    IsolationOptions options() {
        return options;
    }

    String project() {
        return plan.key().project();
    }

    ObjectNode model() {
        return model;
    }

    /** The model as it was before the first rule, but with the ports of the plan as the values of the variables behind them. */
    JsonNode movedModel() {
        return movedModel;
    }

    /** Names of volumes that all environments use; a rule adds to them. */
    Set<String> sharedVolumes() {
        return sharedVolumes;
    }

    /** Names of networks that all environments use; a rule adds to them. */
    Set<String> sharedNetworks() {
        return sharedNetworks;
    }

    IsolatedModel result() {
        return new IsolatedModel(
                model,
                List.copyOf(findings),
                List.copyOf(refusals),
                List.copyOf(moves),
                List.copyOf(overlays),
                List.copyOf(sharedVolumes),
                List.copyOf(sharedNetworks));
    }

    void changed(String subject, String key, String resource, String message) {
        add(new Finding(Severity.CHANGED, subject, key, resource, message, ""));
    }

    void shared(String subject, String key, String resource, String message, String advice) {
        add(new Finding(Severity.SHARED, subject, key, resource, message, advice));
    }

    void blocking(String subject, String key, String resource, String message, String advice) {
        add(new Finding(Severity.BLOCKING, subject, key, resource, message, advice));
    }

    void limited(String subject, String key, String resource, String message, String advice) {
        add(new Finding(Severity.LIMITED, subject, key, resource, message, advice));
    }

    /** Reports something with which no container can start on this engine. */
    void refused(String subject, String key, String resource, String message, String advice) {
        Finding finding = new Finding(Severity.BLOCKING, subject, key, resource, message, advice);
        add(finding);
        if (!refusals.contains(finding)) {
            refusals.add(finding);
        }
    }

    /** Whether the path has been reported by {@link #refused}. */
    boolean isRefused(String source) {
        return refusals.stream().anyMatch(finding -> finding.resource().equals(source));
    }

    private void add(Finding finding) {
        if (!findings.contains(finding)) {
            findings.add(finding);
        }
    }

    /** The path that the model means, on the file system of the stack. */
    Path path(String source) {
        return options.path(source);
    }

    PathState state(String source) {
        PathState state = options.paths().getOrDefault(source, PathState.PRESENT);
        return options.isSeed(source) ? state.asInput() : state;
    }

    /** Whether a path is inside the environment's directories, because the file uses a variable such as {@code ESB_CONFIG_DIR}. */
    boolean owns(String source) {
        Directories own = plan.directories();
        Path path = path(source);
        return path.startsWith(own.config()) || path.startsWith(own.sockets()) || path.startsWith(own.output());
    }

    /** Whether containers that mount a path want that of the machine, and the stack's author has not put it into the stack's directory. */
    boolean isOfMachine(String source) {
        return SystemPaths.contain(source)
                || SystemPaths.areMeantBy(path(source))
                        && !path(source).startsWith(options.directory())
                        && !options.isolatesPath(source);
    }

    /** Whether the engine does not see a path of this machine, nor one of its own in place of it. */
    boolean isOutOfSight(String source) {
        return !SystemPaths.contain(source)
                && options.engine().path(path(source)).isEmpty();
    }

    /** Whether the environment, which runs, has the path in another place already, which began empty. */
    boolean keepsMoved(String source) {
        PathPlace place = options.kept().get(path(source));
        return place != null && !isCopy(place) && !isOverlay(place);
    }

    /** Whether the environment, which runs, has a copy of the path. */
    boolean keepsCopy(String source) {
        return isCopy(options.kept().get(path(source)));
    }

    /** Whether the environment, which runs, has a volume over the path. */
    boolean keepsOverlay(String source) {
        return isOverlay(options.kept().get(path(source)));
    }

    static boolean isCopy(PathPlace place) {
        return place instanceof InVolume volume && volume.volume().copy().isPresent();
    }

    static boolean isOverlay(PathPlace place) {
        return place instanceof InVolume volume && volume.volume().isOverlay();
    }

    /** Has {@link MovedPathRule} move the path that a service mounts. */
    void move(String service, ObjectNode mount) {
        movedMounts.computeIfAbsent(service, name -> new ArrayList<>()).add(mount);
    }

    /** The mounts of each service whose paths move. */
    Map<String, List<ObjectNode>> movedMounts() {
        return movedMounts;
    }

    /** Has {@link MovedPathRule} move the directory that a volume has its data in. */
    void moveDevice(String volume) {
        movedDevices.add(volume);
    }

    /** The keys of the volumes whose directories move. */
    List<String> movedDevices() {
        return movedDevices;
    }

    /** Notes a volume that has its data in a directory which exists: {@link HostPathRule} decides on it together with the mounts. */
    void inputDevice(String volume) {
        inputDevices.add(volume);
    }

    /** The keys of the volumes that have their data in directories which exist. */
    List<String> inputDevices() {
        return inputDevices;
    }

    /** Has {@link OverlayRule} lay a volume over the path that a service mounts. */
    void overlay(String service, ObjectNode mount) {
        overlaidMounts.computeIfAbsent(service, name -> new ArrayList<>()).add(mount);
    }

    /** The mounts of each service over whose paths volumes are laid. */
    Map<String, List<ObjectNode>> overlaidMounts() {
        return overlaidMounts;
    }

    /** Has {@link OverlayRule} lay a volume over the directory that a volume has its data in. */
    void overlayDevice(String volume) {
        overlaidDevices.add(volume);
    }

    /** The keys of the volumes over whose directories others are laid. */
    List<String> overlaidDevices() {
        return overlaidDevices;
    }

    /** Adds a path that the environment has in another place. */
    void moved(PathMove move) {
        if (!moves.contains(move)) {
            moves.add(move);
        }
    }

    /**
     * Adds a volume that the environment has over another one.
     *
     * @return the one to use: there can be one over that already, under another key
     */
    VolumeOverlay overlaid(VolumeOverlay overlay) {
        return overlays.stream()
                .filter(other -> other.external().equals(overlay.external()))
                .findFirst()
                .orElseGet(() -> {
                    overlays.add(overlay);
                    return overlay;
                });
    }

    ObjectNode service(String name) {
        return (ObjectNode) model.path("services").path(name);
    }

    void forEachService(BiConsumer<String, ObjectNode> action) {
        forEach("services", action);
    }

    /** Passes on every entry of a top-level section; one without settings, such as {@code data:}, as an empty object. */
    void forEach(String section, BiConsumer<String, ObjectNode> action) {
        if (model.get(section) instanceof ObjectNode entries) {
            for (String name : Fields.of(entries)) {
                JsonNode entry = entries.get(name);
                action.accept(name, entry instanceof ObjectNode settings ? settings : entries.putObject(name));
            }
        }
    }
}
