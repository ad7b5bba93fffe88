package dev.esb.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.esb.docker.ComposeCommand;
import dev.esb.docker.Docker;
import dev.esb.docker.ImageCommand;
import dev.esb.docker.ImageDetails;
import dev.esb.docker.ImageStore;
import dev.esb.start.ComposeUp;
import dev.esb.start.StackServices;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The images of a stack, before it is started.
 *
 * @param model the isolated model
 * @param up how Compose will start the stack
 * @param compose runs Compose
 */
record StackImages(Docker docker, String project, JsonNode model, ComposeCommand.Up up, ComposeUp compose) {
    /** What says that an image that is there does not have to do (<a
     * href="https://docs.docker.com/reference/compose-file/services/#pull_policy">Compose: pull_policy</a>). */
    private static final Set<String> USE_WHAT_IS_THERE = Set.of("", "missing", "if_not_present", "never");

    /**
     * What they consist of, by service. Those that are not there are pulled or built, as Compose would do it.
     *
     * @throws dev.esb.start.StartFailedException when one cannot be
     */
    Map<String, ImageDetails> provide() {
        Map<String, String> names = names();
        List<String> built = services(service -> service.has("build"));
        List<String> rebuilt = services(service -> service.has("build")
                && (up.build() || service.path("pull_policy").asText().equals("build")));
        List<String> renewed = services(service -> !service.has("build") && isRenewed(service));
        if (!rebuilt.isEmpty()) {
            compose.run(new ComposeCommand.Images("build", rebuilt, up));
        }
        if (!renewed.isEmpty()) {
            compose.run(new ComposeCommand.Images("pull", renewed, up));
        }
        Optional<Map<String, ImageDetails>> found = describe(names);
        if (found.isPresent()) {
            return found.get();
        }
        Map<String, String> missing = new TreeMap<>(names);
        missing.entrySet()
                .removeIf(entry ->
                        describe(Map.of(entry.getKey(), entry.getValue())).isPresent());
        List<String> toBuild = built.stream().filter(missing::containsKey).toList();
        List<String> toPull = missing.keySet().stream()
                .filter(service -> !built.contains(service))
                .toList();
        if (!toBuild.isEmpty()) {
            compose.run(new ComposeCommand.Images("build", toBuild, up));
        }
        if (!toPull.isEmpty()) {
            compose.run(new ComposeCommand.Images("pull", toPull, up));
        }
        return describe(names).orElseGet(this::present);
    }

    /** Whether an image that is there does not have to do. */
    static boolean isRenewed(JsonNode service) {
        return !USE_WHAT_IS_THERE.contains(service.path("pull_policy").asText());
    }

    /** What those consist of that the engine has. */
    Map<String, ImageDetails> present() {
        Map<String, ImageDetails> present = new TreeMap<>();
        names().forEach((service, name) -> describe(Map.of(service, name)).ifPresent(present::putAll));
        return present;
    }

    private Optional<Map<String, ImageDetails>> describe(Map<String, String> names) {
        List<String> services = new ArrayList<>(names.keySet());
        return new ImageStore(docker)
                .run(new ImageCommand.Describe(services.stream().map(names::get).toList()))
                .map(images -> {
                    Map<String, ImageDetails> byService = new TreeMap<>();
                    for (int i = 0; i < services.size(); i++) {
                        byService.put(services.get(i), images.get(i));
                    }
                    return byService;
                });
    }

    private Map<String, String> names() {
        StackServices stack = new StackServices(project, model);
        Map<String, String> names = new TreeMap<>();
        model.path("services").properties().forEach(service -> {
            if (!service.getValue().has("provider")) {
                names.put(service.getKey(), stack.image(service.getKey()));
            }
        });
        return names;
    }

    private interface Condition {
        boolean holds(JsonNode service);
    }

    private List<String> services(Condition condition) {
        return model.path("services").properties().stream()
                .filter(service -> condition.holds(service.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
