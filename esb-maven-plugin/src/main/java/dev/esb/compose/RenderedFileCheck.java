package dev.esb.compose;

import dev.esb.EsbException;
import dev.esb.docker.ComposeCommand;
import dev.esb.docker.Docker;
import dev.esb.docker.DockerException;
import java.nio.file.Path;

/**
 * Has Compose read a rendered file, so that what it refuses is found before anything is started. Needs no engine.
 *
 * @param files the files of the stack that was rendered
 * @param project the name of the Compose project that will run it
 */
public record RenderedFileCheck(Docker docker, StackFiles files, String project) {

    /** @throws EsbException when Compose refuses the file, with its words */
    public void run(Path file) {
        try {
            docker.run(new ComposeCommand.Validate(project, file, files.directory()));
        } catch (DockerException e) {
            throw new EsbException(
                    ("Compose refuses the rendered file '%s' of the stack (%s): %s. 'esb:up' would fail with the same words."
                                    + " Change what they name in the stack; 'docker compose up' may well refuse that, too.")
                            .formatted(file, files, ComposeWords.of(e)),
                    e);
        }
    }
}
