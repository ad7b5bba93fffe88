package dev.esb.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.wrapper.ProjectFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Build;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which module of a build the command is for. */
class WrapperMojoTest {
    @TempDir
    private Path directory;

    private final MavenSession session = Sessions.start();
    private final MavenProject root = new MavenProject();
    private Path top;

    @BeforeEach
    void makeProject() throws Exception {
        top = directory.toRealPath();
        root.setFile(top.resolve("pom.xml").toFile());
        root.setBuild(new Build());
        root.setArtifactId("shop");
        root.setExecutionRoot(true);
    }

    @Test
    void isTheModuleWithTheStack() throws Exception {
        build(new WrittenPom(top.resolve("web")).project(), module("e2e").plugin("env", "e2e-1"));

        GoalCall call = wrapper();
        call.run();

        assertThat(ProjectFile.in(top)).hasValueSatisfying(file -> {
            assertThat(file.module()).isEqualTo("e2e");
            assertThat(file.env()).contains("e2e-1");
        });
        assertThat(call.infos)
                .containsExactly(
                        "Wrote esb, esb.cmd, .esb.properties into '%s'. Commit them; './esb --help' lists what it can do"
                                .formatted(top));
    }

    @Test
    void isNoModuleThatHasTheGoalFromItsParentAndNoStack() throws Exception {
        WrittenPom inherited = module("library").writtenByParent();
        inherited.project().getOriginalModel().setBuild(new Build());
        build(inherited.project(), module("e2e"));

        wrapper().run();

        assertThat(ProjectFile.in(top)).map(ProjectFile::module).contains("e2e");
    }

    @Test
    void isNoneWhereNoModuleHasAStack() throws Exception {
        build(new MavenProject[0]);

        wrapper().run();

        assertThat(ProjectFile.in(top)).hasValueSatisfying(file -> {
            assertThat(file.module()).isEmpty();
            assertThat(file.executions()).isEmpty();
        });
    }

    @Test
    void cannotBeChosenAmongSeveral() throws Exception {
        build(module("shop"), module("bank"));

        assertThatThrownBy(wrapper()::run)
                .hasMessage(
                        "Several modules have a stack (shop, bank). Write a command into each of them: mvn -f shop esb:wrapper");

        assertThat(top.resolve("esb")).doesNotExist();
    }

    @Test
    void isSeenFromAnotherDirectory() throws Exception {
        Files.createDirectory(top.resolve("tools"));
        build(module("e2e"));

        wrapper().with("directory", "tools").run();

        assertThat(ProjectFile.in(top.resolve("tools")))
                .map(ProjectFile::module)
                .contains("../e2e");
        assertThat(top.resolve("esb")).doesNotExist();
    }

    @Test
    void hasNoDirectoryMade() throws Exception {
        build(module("e2e"));

        assertThatThrownBy(wrapper().with("directory", "tools")::run)
                .hasMessageContaining("'tools' (esb.directory) is not usable: it has to be a directory that is there");

        assertThat(top.resolve("tools")).doesNotExist();
    }

    @Test
    void isSaidToBeThereAlready() throws Exception {
        build(module("e2e"));
        wrapper().run();

        GoalCall call = wrapper();
        call.run();

        assertThat(call.infos).singleElement().asString().contains("has the command ./esb already");
    }

    private WrittenPom module(String name) throws Exception {
        WrittenPom pom = new WrittenPom(Files.createDirectory(top.resolve(name)));
        pom.project().setArtifactId(name);
        return pom.execution("default", List.of("up", "down")).written();
    }

    private void build(WrittenPom... modules) {
        build(Arrays.stream(modules).map(WrittenPom::project).toArray(MavenProject[]::new));
    }

    private void build(MavenProject first, WrittenPom second) {
        build(first, second.project());
    }

    private void build(MavenProject... modules) {
        List<MavenProject> all = new ArrayList<>(List.of(root));
        all.addAll(List.of(modules));
        session.setProjects(all);
    }

    private GoalCall wrapper() throws Exception {
        return new GoalCall("wrapper", top, session, root);
    }
}
