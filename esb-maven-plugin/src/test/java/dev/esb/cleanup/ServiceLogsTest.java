package dev.esb.cleanup;

import static dev.esb.cleanup.EnvironmentFixture.container;
import static dev.esb.cleanup.EnvironmentFixture.listContainers;
import static dev.esb.cleanup.EnvironmentFixture.logs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.FakeTime;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.DockerException;
import dev.esb.docker.FakeDocker;
import dev.esb.docker.StopSwitch;
import dev.esb.environment.EnvironmentKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceLogsTest {
    @TempDir
    private Path directory;

    private final EnvironmentKey key = EnvironmentKey.of("e2e-1", "");
    private final FakeDocker docker = new FakeDocker()
            .answer(
                    listContainers(key),
                    List.of(
                            container(key, "esb-e2e-1-gateway-1", "gateway"),
                            container(key, "esb-e2e-1-gateway-2", "gateway"),
                            container(key, "legacy-db", "database")));
    private final FakeTime time = new FakeTime();
    private final ServiceLogs serviceLogs = new ServiceLogs(docker, time);

    @Test
    void areWrittenToAFileForEachService() throws IOException {
        docker.prints(
                logs(key, false),
                "gateway-1  | one",
                "legacy-db  | two",
                "gateway-2  | three",
                "gateway-1  |   indented | and with a bar",
                "gateway-1  | ");

        save();

        assertThat(file("gateway")).hasContent("one\nthree\n  indented | and with a bar\n\n");
        assertThat(file("database")).hasContent("two\n");
        assertThat(names()).containsExactlyInAnyOrder("gateway.log", "database.log");
    }

    @Test
    void areNotThoseOfContainersThatAreNotOfTheStack() throws IOException {
        docker.prints(logs(key, false), "stranger-1  | secret", "gateway-1 exited with code 0", "", "gateway-1  | one");

        save();

        assertThat(names()).containsExactly("gateway.log");
        assertThat(file("gateway")).hasContent("one\n");
    }

    @Test
    void costOneCommandForManyLinesOfAContainerThatIsNotOfTheStack() throws IOException {
        docker.prints(logs(key, false), lines("stranger-1  | %s"));

        save();

        assertThat(docker.calls(ContainerCommand.ListAll.class)).hasSize(1);
    }

    /** After a carriage return, or where a terminal was expected, services print what is no name before a bar. */
    @Test
    void costNoCommandForWhatIsNoNameOfAContainer() throws IOException {
        docker.prints(logs(key, false), lines("%s %% | of a download"));

        save();

        assertThat(docker.calls(ContainerCommand.ListAll.class)).isEmpty();
    }

    @Test
    void costFewCommandsForManyNamesOfOtherContainers() throws IOException {
        docker.prints(logs(key, false), lines("stranger-%s  | one"));

        save();

        assertThat(docker.calls(ContainerCommand.ListAll.class)).hasSize(20);
    }

    @Test
    void areThoseOfAContainerThatIsCreatedLater() throws IOException {
        docker.answer(listContainers(key), List.of(container(key, "esb-e2e-1-gateway-3", "gateway")));
        docker.prints(logs(key, false), "gateway-1  | one", "gateway-3  | two", "gateway-3  | three");

        save();

        assertThat(file("gateway")).hasContent("one\ntwo\nthree\n");
    }

    @Test
    void areThoseOfAContainerThatGetsItsNameLater() {
        docker.answer(listContainers(key), List.of(container(key, "esb-e2e-1-cache-1", "cache")));
        LogPrefixes prefixes = new LogPrefixes(docker, key.project(), time);

        assertThat(prefixes.service("cache-1")).isEmpty();
        time.sleep(Duration.ofSeconds(4));
        assertThat(prefixes.service("cache-1")).isEmpty();
        time.sleep(Duration.ofSeconds(1));
        assertThat(prefixes.service("cache-1")).contains("cache");
        assertThat(docker.calls(ContainerCommand.ListAll.class)).hasSize(2);
    }

    @Test
    void stayWhereTheyWereFollowedAndAreLongerAlready() throws IOException {
        write("gateway", "of a container that was removed meanwhile\nand of its successor\n");
        write("database", "short\n");
        docker.prints(logs(key, false), "gateway-1  | and of its successor", "legacy-db  | short, and the end");

        save();

        assertThat(file("gateway")).hasContent("of a container that was removed meanwhile\nand of its successor\n");
        assertThat(file("database")).hasContent("short, and the end\n");
    }

    @Test
    void leaveNoDirectoryBesideTheirOwn() throws IOException {
        Files.createDirectories(directory.resolve("logs.new"));
        Files.writeString(directory.resolve("logs.new/gateway.log"), "of a process that was killed");
        docker.prints(logs(key, false), "legacy-db  | one");

        save();

        assertThat(names()).containsExactly("database.log");
        assertThat(directory.resolve("logs.new")).doesNotExist();
    }

    @Test
    void failAloudWhereTheyCannotBeWritten() throws IOException {
        Files.createDirectories(file("gateway").resolve("in the way"));
        docker.prints(logs(key, true), "gateway-1  | one");

        assertThatThrownBy(() -> serviceLogs.follow(key.project(), directory.resolve("logs"), new StopSwitch()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("gateway.log");
    }

    @Test
    void failAloudWhereTheEngineDoesNotHaveThem() {
        docker.fails(logs(key, false), 1, "configured logging driver does not support reading");

        assertThatThrownBy(this::save).isInstanceOf(DockerException.class);
    }

    @Test
    void canBeQuotedForOneContainer() {
        docker.prints(new ContainerCommand.Logs("id-gateway", 20), "starting", "no database");

        assertThat(serviceLogs.tail(container(key, "esb-e2e-1-gateway-1", "gateway"), 20))
                .isEqualTo("  starting\n  no database\n");
    }

    /** A hundred lines, each with its number in it. */
    private static String[] lines(String format) {
        return IntStream.range(0, 100).mapToObj(format::formatted).toArray(String[]::new);
    }

    private void save() throws IOException {
        serviceLogs.save(key.project(), directory.resolve("logs"));
    }

    private Path file(String service) {
        return directory.resolve("logs").resolve(service + ".log");
    }

    private void write(String service, String content) throws IOException {
        Files.createDirectories(file(service).getParent());
        Files.writeString(file(service), content);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("logs"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
