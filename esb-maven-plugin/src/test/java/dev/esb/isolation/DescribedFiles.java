package dev.esb.isolation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.esb.environment.EngineFiles;
import dev.esb.environment.LocalPath;
import dev.esb.environment.LocalPath.Kind;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What an engine sees of this machine, as a test describes it: {@code seesAll}, or {@code sees} with paths of the engine's machine by those here, below
 * which all is seen; and {@code here} the kind and size of what is here, such as {@code FILE 120}; all else is missing.
 */
record DescribedFiles(JsonNode json) implements EngineFiles {
    /** Those of an engine that sees all, where a test does not say it. */
    static EngineFiles of(JsonNode json) {
        return json.isMissingNode() ? EngineFiles.ALL : new DescribedFiles(json);
    }

    @Override
    public boolean areAllSeen() {
        return json.path("seesAll").asBoolean();
    }

    @Override
    public Optional<Path> path(Path here) {
        if (areAllSeen()) {
            return Optional.of(here);
        }
        return json.path("sees").properties().stream()
                .filter(seen -> here.startsWith(seen.getKey()))
                .map(seen -> Path.of(seen.getValue().asText())
                        .resolve(Path.of(seen.getKey()).relativize(here))
                        .normalize())
                .findFirst();
    }

    @Override
    public LocalPath at(Path here) {
        String[] words =
                json.path("here").path(here.toString()).asText("MISSING 0").split(" ");
        Optional<Path> unreadable = words.length > 2 ? Optional.of(here.resolve(words[2])) : Optional.empty();
        return new LocalPath(Kind.valueOf(words[0]), Long.parseLong(words[1]), unreadable);
    }

    @Override
    public String digest(Path here) {
        return "digest of " + at(here).bytes() + " bytes";
    }
}
