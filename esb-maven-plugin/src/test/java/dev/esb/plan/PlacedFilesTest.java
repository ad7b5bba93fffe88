package dev.esb.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.engine.EnginePlace.Beside;
import dev.esb.engine.EnginePlace.Beside.BoundPath;
import dev.esb.engine.EnginePlace.Elsewhere;
import dev.esb.engine.EnginePlace.Here;
import dev.esb.environment.EngineFiles;
import dev.esb.environment.LocalPath;
import dev.esb.environment.LocalPath.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlacedFilesTest {
    private static final Path WORKSPACE = Path.of("/srv/workspace");

    @TempDir
    private Path temporary;

    private Path directory;

    @BeforeEach
    void resolve() throws IOException {
        directory = temporary.toRealPath();
    }

    @Test
    void takesEachPathAsItIsForAnEngineThatSeesAll() throws IOException {
        Files.writeString(directory.resolve("conf"), "12345");
        Path link = Files.createSymbolicLink(directory.resolve("link"), directory.resolve("conf"));
        EngineFiles files = PlacedFiles.of(new Here());

        assertThat(files.areAllSeen()).isTrue();
        assertThat(files.path(link)).contains(link);
        assertThat(files.at(link)).isEqualTo(new LocalPath(Kind.FILE, 5, Optional.empty()));
    }

    @Test
    void seesNothingOnAnotherMachine() {
        EngineFiles files = PlacedFiles.of(new Elsewhere("build.example"));

        assertThat(files.areAllSeen()).isFalse();
        assertThat(files.path(directory)).isEmpty();
    }

    @Test
    void followsLinksHereBecauseTheyLeadElsewhereOnTheEnginesMachine() throws IOException {
        Path project = Files.createDirectory(directory.resolve("project"));
        Path outside = Files.createDirectory(directory.resolve("outside"));
        Files.createDirectory(project.resolve("conf"));
        Files.createSymbolicLink(project.resolve("in"), Path.of("conf"));
        Files.createSymbolicLink(project.resolve("out"), outside);
        Files.createSymbolicLink(outside.resolve("back"), project);
        EngineFiles files = PlacedFiles.of(new Beside("c1", "172.17.0.1", List.of(new BoundPath(WORKSPACE, project))));

        assertThat(files.path(project.resolve("in/app.conf"))).contains(WORKSPACE.resolve("conf/app.conf"));
        assertThat(files.path(project.resolve("new/one"))).contains(WORKSPACE.resolve("new/one"));
        assertThat(files.path(outside.resolve("back/conf"))).contains(WORKSPACE.resolve("conf"));
        assertThat(files.path(project.resolve("out/a"))).isEmpty();
    }
}
