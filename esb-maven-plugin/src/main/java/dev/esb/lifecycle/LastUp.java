package dev.esb.lifecycle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.esb.Hash;
import dev.esb.cleanup.EnvironmentBefore;
import dev.esb.cleanup.EnvironmentBefore.Container;
import dev.esb.compose.RenderedFile;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.Docker;
import dev.esb.docker.ImageCommand;
import dev.esb.docker.ImageStore;
import dev.esb.environment.Directories;
import dev.esb.environment.PrivateFiles;
import dev.esb.isolation.IsolatedModel;
import dev.esb.start.StackServices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the last {@code up} of an environment has started, in a file of its directory. Where all of it still runs, Compose has nothing to do, and finds that
 * out in half a second or more, since it waits for services that are healthy already.
 *
 * @param model what was in the rendered file, as a text that stands for it
 * @param containers the IDs of all containers of the stack, all of which ran
 * @param images the IDs of their images, by service
 */
record LastUp(String model, Set<String> containers, List<String> images) {
    private static final String NAME = "up.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Empty where Compose is to decide: a container does not run, a provider runs a service, or an image is pulled each time. */
    static Optional<LastUp> of(Docker docker, IsolatedModel isolated, Set<String> running, int all, String project) {
        JsonNode services = isolated.model().path("services");
        boolean isForCompose = services.properties().stream()
                .anyMatch(service -> service.getValue().has("provider") || StackImages.isRenewed(service.getValue()));
        if (isForCompose || running.size() != all) {
            return Optional.empty();
        }
        StackServices stack = new StackServices(project, isolated.model());
        List<String> names = services.properties().stream()
                .map(service -> stack.image(service.getKey()))
                .toList();
        return new ImageStore(docker)
                .run(new ImageCommand.Ids(names))
                .map(images -> new LastUp(Hash.of(RenderedFile.text(isolated.model())), running, images));
    }

    /** Of an environment that is up now. */
    static Optional<LastUp> of(
            Docker docker, IsolatedModel isolated, List<ContainerSummary> containers, String project) {
        Set<String> running = containers.stream()
                .filter(ContainerSummary::isRunning)
                .map(ContainerSummary::id)
                .collect(Collectors.toCollection(TreeSet::new));
        return of(docker, isolated, running, containers.size(), project);
    }

    /** Of an environment as it was before this {@code up}, if this one would start the same. */
    static Optional<LastUp> of(Docker docker, IsolatedModel isolated, EnvironmentBefore before, String project) {
        List<Container> containers = before.containers().stream()
                .filter(container -> container.number() > 0)
                .toList();
        Set<String> running = containers.stream()
                .filter(Container::isRunning)
                .map(Container::id)
                .collect(Collectors.toCollection(TreeSet::new));
        return of(docker, isolated, running, containers.size(), project);
    }

    /** Reads what the last {@code up} has written; empty where that is not known. */
    static Optional<LastUp> in(Directories directories) {
        try {
            JsonNode json = JSON.readTree(Files.readString(file(directories)));
            Set<String> containers = new TreeSet<>();
            json.path("containers").forEach(id -> containers.add(id.asText()));
            List<String> images = new ArrayList<>();
            json.path("images").forEach(id -> images.add(id.asText()));
            return Optional.of(new LastUp(json.path("model").asText(), containers, images));
        } catch (IOException e) {
            // There is none, as a rule; without it, Compose finds out what is to do.
            return Optional.empty();
        }
    }

    /** Notes that it is not known any more. Before anything is changed, since this process may be killed in the middle. */
    static void forget(Directories directories) throws IOException {
        Files.deleteIfExists(file(directories));
    }

    /** Writes it for the next {@code up}. */
    void write(Directories directories) throws IOException {
        try {
            PrivateFiles.write(file(directories), JSON.writeValueAsString(this));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path file(Directories directories) {
        return directories.config().resolve(NAME);
    }
}
