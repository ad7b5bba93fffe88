package dev.esb.compose;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.esb.EsbException;
import dev.esb.docker.ComposeCommand;
import dev.esb.docker.Docker;
import dev.esb.docker.DockerException;
import java.nio.file.Path;

/**
 * Has Compose read what a stack was rendered to, so that what it refuses is found before anything is started. Needs no engine.
 *
 * @param files the files of the stack that was rendered
 * @param project the name of the Compose project that would run it
 */
public record RenderedFileCheck(Docker docker, StackFiles files, String project) {

    /** @throws EsbException when Compose refuses the file, with its words */
    public void run(Path file) {
        run(
                new ComposeCommand.Validate(project, file, files.directory()),
                "the rendered file '%s' of the stack (%s)".formatted(file, files));
    }

    /**
     * For a model that is not written to a file.
     *
     * @throws EsbException when Compose refuses it, with its words
     */
    public void run(ObjectNode model) {
        run(
                new ComposeCommand.ValidateText(project, RenderedFile.text(model), files.directory()),
                "what the stack (%s) becomes in an environment".formatted(files));
    }

    private void run(ComposeCommand<Void> command, String what) {
        try {
            docker.run(command);
        } catch (DockerException e) {
            throw new EsbException(
                    ("Compose refuses %s: %s. 'esb:up' would fail with the same words."
                                    + " Change what they name in the stack; 'docker compose up' may well refuse that, too.")
                            .formatted(what, ComposeWords.of(e)),
                    e);
        }
    }
}
