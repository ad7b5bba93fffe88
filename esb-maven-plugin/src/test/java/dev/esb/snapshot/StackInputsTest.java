package dev.esb.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.esb.GitRepository;
import dev.esb.RecordedMessages;
import dev.esb.compose.Stack;
import dev.esb.compose.StackFiles;
import dev.esb.compose.StackReader;
import dev.esb.docker.ComposeCommand.Config;
import dev.esb.docker.FakeDocker;
import dev.esb.docker.ImageDetails;
import dev.esb.environment.DirectoryLayout;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.PathMove;
import dev.esb.environment.PathPlace.InVolume;
import dev.esb.environment.PathVolume;
import dev.esb.isolation.IsolatedModel;
import dev.esb.plan.StackRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
@EnabledIf(value = "dev.esb.GitRepository#canBeMade", disabledReason = "no git")
class StackInputsTest {
    private static final String STACK = """
            services:
              db:
                image: db
                build: {context: DIRECTORY/image}
                environment: {MODE: fast}
                volumes:
                  - {type: bind, source: DIRECTORY/init, target: /init}
                  - {type: volume, source: rows, target: /rows}
            volumes:
              rows: {name: PROJECT_rows}
            """;

    @TempDir
    private Path directory;

    private final RecordedMessages messages = new RecordedMessages();
    private final List<String> share = new ArrayList<>();
    private final List<PathMove> moves = new ArrayList<>();
    private Map<String, ImageDetails> images = Map.of("db", Models.image("/rows"));
    private List<String> provision = List.of("sh ./provision.sh --fast");
    private List<String> globs = List.of("src/db/**");
    private String text = STACK;
    private String stackDirectory = "";
    private Path checkout;

    @BeforeEach
    void checkOut() throws IOException {
        checkout = checkOut("one");
    }

    @Test
    void areTheSameInAnotherCheckoutAndInAnotherEnvironment() throws IOException {
        String key = of("a").key();

        assertThat(of("b").key()).isEqualTo(key);
        checkout = checkOut("two");
        assertThat(of("a").key()).isEqualTo(key);
        assertThat(of("c").key()).isEqualTo(key);
    }

    @Test
    void areTheSameWhereTheStackUsesWhatDiffersByEnvironment() throws IOException {
        text = STACK.replace(
                "{MODE: fast}",
                "{NAME: '${ESB_ENV}', PROJECT: '${ESB_PROJECT}', CERT: '${ESB_CERT_DIR}/ca.pem', SOCKET: '${ESB_SOCKET_DIR}/s', CONF: '${ESB_CONFIG_DIR}'}");
        String key = of("a").key();

        assertThat(of("b").key()).isEqualTo(key);
        checkout = checkOut("two");
        assertThat(of("c").key()).isEqualTo(key);
    }

    /** The directory "compose" of a module, from which a file names others of the module and of the checkout. */
    @Test
    void areTheSameInAnotherCheckoutWhereTheStackIsInADirectoryOfTheModule() throws IOException {
        stackDirectory = "compose";
        text = STACK.replace("DIRECTORY/image", "DIRECTORY/../image")
                .replace("DIRECTORY/init", "DIRECTORY/../../common/init");
        write("../common/init/1.sql", "one");
        String key = of("a").key();

        checkout = checkOut("two");
        write("../common/init/1.sql", "one");
        assertThat(of("a").key()).isEqualTo(key);

        String before = of("a").text();
        write("../common/init/1.sql", "two");
        assertThat(of("a").changedSince(before)).containsExactly("../common/init/1.sql");
    }

    @Test
    void areTheSameInACopyOfTheModuleThatIsInNoRepository() throws IOException {
        stackDirectory = "compose";
        text = STACK.replace("DIRECTORY/", "DIRECTORY/../");
        checkout = directory.resolve("copy");
        write("init/1.sql", "one");
        String key = of("a").key();

        checkout = directory.resolve("other");
        write("init/1.sql", "one");

        assertThat(of("a").key()).isEqualTo(key);
    }

    @Test
    void nameAMountedFileThatHasChanged() throws IOException {
        String before = of("a").text();

        write("init/1.sql", "two");
        write("init/2.sql", "two");

        assertThat(of("a").changedSince(before)).containsExactly("init/1.sql", "init/2.sql");
    }

    @Test
    void nameAFileOfAConfigOrSecretThatHasChanged() throws IOException {
        text = STACK + "configs: {c: {file: DIRECTORY/c.conf}}\nsecrets: {s: {file: DIRECTORY/s.txt}}\n";
        write("c.conf", "1");
        write("s.txt", "1");
        String before = of("a").text();

        write("c.conf", "2");
        write("s.txt", "2");

        assertThat(of("a").changedSince(before)).containsExactly("c.conf", "s.txt");
    }

    @Test
    void nameAVariableOfASecretThatHasChanged() {
        text = STACK + "secrets: {s: {environment: PATH}}\n";
        String before = of("a").text();

        text = STACK + "secrets: {s: {environment: HOME}}\n";

        assertThat(of("a").changedSince(before)).contains("the secret 's'", "the variable HOME", "the variable PATH");
    }

    @Test
    void nameAServiceOrVolumeThatHasChanged() {
        String before = of("a").text();

        text = STACK.replace("fast", "safe").replace("_rows}", "_rows, driver: other}");

        assertThat(of("a").changedSince(before)).containsExactly("the service 'db'", "the volume 'rows'");
    }

    @Test
    void nameAScriptThatProvisionsTheStack() throws IOException {
        String before = of("a").text();

        write("provision.sh", "two");

        assertThat(of("a").changedSince(before)).containsExactly("provision.sh");
    }

    @Test
    void nameTheCommandsThatProvisionTheStack() {
        String before = of("a").text();

        provision = List.of("sh ./provision.sh --slow");

        assertThat(of("a").changedSince(before)).containsExactly("esb.provision");
    }

    @Test
    void nameAFileThatTheUserNames() throws IOException {
        String before = of("a").text();

        write("src/db/new/2.sql", "");
        write("src/web/index.html", "");

        assertThat(of("a").changedSince(before)).containsExactly("src/db/new/2.sql");
        assertThat(messages.warnings).isEmpty();
    }

    @Test
    void countFilesBesideTheModuleThatTheUserNames() throws IOException {
        globs = List.of("../common/*.sql", checkout.getParent() + "/other/*.sql");
        write("../common/1.sql", "1");
        write("../other/1.sql", "1");
        String before = of("a").text();

        write("../common/1.sql", "2");
        write("../other/1.sql", "2");

        assertThat(of("a").changedSince(before)).containsExactly("../common/1.sql", "../other/1.sql");
        assertThat(messages.warnings).isEmpty();
    }

    @Test
    void countASingleFileThatTheUserNames() throws IOException {
        globs = List.of("src/db/1.sql");
        String before = of("a").text();

        write("src/db/1.sql", "two");

        assertThat(of("a").changedSince(before)).containsExactly("src/db/1.sql");
    }

    @Test
    void saySoWhereAPatternOfTheUserNamesNoFile() {
        globs = List.of("src/db/*.xml", "nowhere/**");

        of("a");

        assertThat(messages.warnings)
                .containsExactly(
                        "'src/db/*.xml' (esb.snapshotInputs) names no file below '%s'".formatted(checkout),
                        "'nowhere/**' (esb.snapshotInputs) names no file below '%s'".formatted(checkout));
    }

    @Test
    void nameAnImageOfWhichALayerOrASettingHasChanged() {
        String before = of("a").text();
        ImageDetails image = images.get("db");

        images = Map.of("db", new ImageDetails(List.of("sha256:2"), image.configuration(), image.volumes()));
        assertThat(of("a").changedSince(before)).containsExactly("the image of 'db'");

        images = Map.of("db", new ImageDetails(image.layers(), Models.yaml("User: root"), image.volumes()));
        assertThat(of("a").changedSince(before)).containsExactly("the image of 'db'");
    }

    @Test
    void changeWithWhatTheUserShares() {
        String before = of("a").text();

        share.add("./data");

        assertThat(of("a").changedSince(before)).containsExactly("esb.share, esb.isolate or esb.seed");
    }

    @Test
    void doNotCountWhatGitIgnoresOrABuildWrites() throws IOException {
        text = STACK.replace("source: DIRECTORY/init", "source: DIRECTORY");
        write(".gitignore", "*.log\n");
        String key = of("a").key();

        write("init/app.log", "");
        write("target/esb/a/compose.yml", "a");
        assertThat(of("a").key()).isEqualTo(key);

        write("init/app.txt", "");
        assertThat(of("a").key()).isNotEqualTo(key);
    }

    /** An environment has an empty volume there. */
    @Test
    void doNotCountRunTimeData() throws IOException {
        PathVolume init = new PathVolume(checkout.resolve("init"), false);
        moves.add(new PathMove(init.path(), false, new InVolume(init, ""), false));
        String key = of("a").key();

        write("init/1.sql", "two");

        assertThat(of("a").key()).isEqualTo(key);
    }

    @Test
    void countWhatAnEnvironmentSeesThroughAVolume() throws IOException {
        PathVolume init = new PathVolume(checkout.resolve("init"), false).asOverlay();
        moves.add(new PathMove(init.path(), false, new InVolume(init, ""), false));
        String before = of("a").text();

        write("init/1.sql", "two");

        assertThat(of("a").changedSince(before)).containsExactly("init/1.sql");
    }

    @Test
    void doNotCountWhatIsOfTheMachine() {
        String before = of("a").text();

        text = STACK.replace("DIRECTORY/init, target: /init", "/proc/self, target: /init");

        assertThat(of("a").changedSince(before)).containsExactly("init/1.sql", "the service 'db'");
    }

    /** A text has room for some thousand names. */
    @Test
    void nameADirectoryWithVeryManyFilesAsAWhole() throws IOException {
        for (int i = 0; i < 201; i++) {
            write("init/" + i, "");
        }
        String before = of("a").text();

        write("init/7", "x");

        assertThat(of("a").changedSince(before)).containsExactly("init");

        text = STACK.replace("source: DIRECTORY/init", "source: DIRECTORY");
        before = of("a").text();
        write("init/7", "y");
        assertThat(of("a").changedSince(before)).containsExactly(".");
    }

    private SnapshotInputs of(String name) {
        try {
            EnvironmentKey key = EnvironmentKey.of(name, "");
            Path stack = checkout.resolve(stackDirectory);
            StackRequest request = request(key);
            String written = text.replace("DIRECTORY", stack.toString());
            Files.createDirectories(stack);
            Path file = Files.writeString(directory.resolve("compose.yml"), written);
            FakeDocker docker = new FakeDocker().every(Config.class, command -> model(written, command));
            StackFiles files = StackFiles.find(directory, List.of(file), Map.of());
            StackReader reader = new StackReader(docker, files, key.project(), List.of(), Optional.empty());
            Stack read = reader.read(request.variablesBeforePlan());
            IsolatedModel isolated =
                    new IsolatedModel(read.model(), List.of(), List.of(), moves, List.of(), List.of(), List.of());
            return new StackInputs(request, stack, reader, provision, globs, messages).of(read, isolated, images);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private StackRequest request(EnvironmentKey key) {
        DirectoryLayout layout = new DirectoryLayout(
                directory.resolve("home"), directory.resolve("run"), checkout.resolve("target/esb"));
        StackRequest all = StackRequest.of(key, layout, checkout);
        return new StackRequest(
                key,
                layout,
                checkout,
                all.files(),
                all.profiles(),
                all.envFile(),
                all.index(),
                all.ports(),
                all.portRange(),
                all.subnets(),
                all.bind(),
                all.variables(),
                new LinkedHashSet<>(share),
                all.isolate(),
                all.literals(),
                all.copyLimit(),
                all.seed());
    }

    /** As Compose reads it: with absolute paths, and with variables replaced if that is wanted. */
    private static ObjectNode model(String written, Config command) {
        String model = written.replace("PROJECT_", command.source().project() + "_");
        if (command.interpolate()) {
            for (Map.Entry<String, String> variable :
                    command.source().variables().entrySet()) {
                model = model.replace("${" + variable.getKey() + "}", variable.getValue());
            }
        }
        while (model.contains("/../")) {
            model = model.replaceFirst("[^/ ]+/\\.\\./", "");
        }
        return Models.yaml(model);
    }

    /** A module in a checkout. */
    private Path checkOut(String name) throws IOException {
        GitRepository repository = new GitRepository(directory.resolve(name));
        repository.write("module/init/1.sql", "one");
        repository.write("module/provision.sh", "one");
        repository.write("module/src/db/1.sql", "one");
        return repository.directory().resolve("module");
    }

    private void write(String name, String content) throws IOException {
        Path file = checkout.resolve(name).normalize();
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
