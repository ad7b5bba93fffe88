package dev.esb.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.EsbException;
import dev.esb.cli.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From where a program knows what the pom of a module says. */
class ModuleProjectTest {
    private static final Instant BUILT = Instant.parse("2026-11-01T00:00:00Z");

    @TempDir
    private Path checkout;

    private Path module;
    private Console console;

    @BeforeEach
    void makeModule() throws IOException {
        checkout = checkout.toRealPath();
        module = Files.createDirectories(checkout.resolve("e2e"));
        // So that nothing above is looked at.
        Files.createDirectories(checkout.resolve(".mvn"));
        console = new Console(module);
    }

    @Test
    void fromTheLastUp() throws IOException {
        writePom(BUILT);
        write(module.resolve("target/esb"), "version=1.2\nmodule=../..\nenv=e2e-7\n", BUILT.plusSeconds(1));

        assertThat(env()).isEqualTo("e2e-7");
        assertThat(find().module()).isEqualTo(module);
    }

    @Test
    void fromTheFileThatIsCommittedWhereThePomIsNewerThanTheLastUp() throws IOException {
        writePom(BUILT);
        write(module.resolve("target/esb"), "version=1.2\nmodule=../..\nenv=old\n", BUILT.minusSeconds(1));
        write(module, "version=1.2\nenv=new\n", BUILT);

        assertThat(env()).isEqualTo("new");
    }

    @Test
    void fromTheFileAtTheTopWhereThatIsAboutThisModule() throws IOException {
        write(checkout, "version=1.2\nmodule=e2e\nenv=top\n", BUILT);

        assertThat(env()).isEqualTo("top");
    }

    @Test
    void notFromOneAboutAnotherModule() throws IOException {
        write(checkout, "version=1.2\nmodule=other\nenv=top\n", BUILT);

        assertThat(env()).isEqualTo("default");
    }

    @Test
    void fromMavenWhereNoFileSaysIt() throws IOException {
        writePom(BUILT);
        writeMaven(
                "mkdir -p target/esb && printf 'version=1.2\\nmodule=../..\\nenv=asked\\n' >target/esb/.esb.properties");

        assertThat(env()).isEqualTo("asked");
    }

    @Test
    void saysSoWhereMavenFails() throws IOException {
        writePom(BUILT);
        writeMaven("echo '[ERROR] The POM is broken'; exit 1");

        assertThatThrownBy(this::find)
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("Maven cannot say what '%s' has of the stack", module.resolve("pom.xml"));
        assertThat(console.err()).contains("[ERROR] The POM is broken");
    }

    private Project find() {
        return new ModuleProject(console.served()).find();
    }

    private String env() {
        return find().key(null, null).name().value();
    }

    private void writePom(Instant time) throws IOException {
        Path pom = Files.writeString(module.resolve("pom.xml"), "<project/>");
        Files.setLastModifiedTime(pom, FileTime.from(time));
    }

    private static void write(Path directory, String text, Instant time) throws IOException {
        Path file = Files.writeString(Files.createDirectories(directory).resolve(".esb.properties"), text);
        Files.setLastModifiedTime(file, FileTime.from(time));
    }

    private void writeMaven(String script) throws IOException {
        Path maven = Files.writeString(module.resolve("mvnw"), "#!/bin/sh\n" + script + "\n");
        assertThat(maven.toFile().setExecutable(true)).isTrue();
    }
}
