package dev.esb.cleanup;

import static dev.esb.cleanup.EnvironmentFixture.STOP_TIMEOUT;
import static dev.esb.cleanup.EnvironmentFixture.composeDown;
import static dev.esb.cleanup.EnvironmentFixture.details;
import static dev.esb.cleanup.EnvironmentFixture.inspect;
import static dev.esb.cleanup.EnvironmentFixture.listImages;
import static dev.esb.cleanup.EnvironmentFixture.listUntagged;
import static dev.esb.cleanup.EnvironmentFixture.logs;
import static dev.esb.cleanup.EnvironmentFixture.removeVolumes;
import static dev.esb.cleanup.EnvironmentFixture.stop;
import static dev.esb.lease.Owners.ALIVE;
import static dev.esb.lease.Owners.DEAD;
import static dev.esb.lease.Owners.PERSON;
import static dev.esb.lease.Owners.bringingUp;
import static dev.esb.lease.Owners.build;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.EsbException;
import dev.esb.RecordedMessages;
import dev.esb.cleanup.Down.Outcome;
import dev.esb.docker.ComposeCommand;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.DockerCommand;
import dev.esb.docker.EngineCommand;
import dev.esb.docker.FakeDocker;
import dev.esb.docker.HostProgram;
import dev.esb.docker.ImageCommand;
import dev.esb.docker.ResourceCommand;
import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.docker.StackServiceCommand;
import dev.esb.docker.VolumeCommand;
import dev.esb.engine.Engine;
import dev.esb.environment.Directories;
import dev.esb.environment.DirectoryLayout;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.MarkedDirectory;
import dev.esb.environment.PrivateFiles;
import dev.esb.environment.RenderedHeader;
import dev.esb.environment.SetAsideDirectory;
import dev.esb.lease.Lease;
import dev.esb.lease.Owner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DownTest {
    /** A name as the engine gives to a volume that has none in the Compose file. */
    private static final String ANONYMOUS = "862ff631248a9d224f1aad2a12b03ef5be957b02c858fa2c2e7d3cef05cab9e5";

    @TempDir
    private Path directory;

    private final RecordedMessages messages = new RecordedMessages();
    private EnvironmentFixture engine;
    private FakeDocker docker;

    @BeforeEach
    void startEngine() {
        engine = new EnvironmentFixture(directory);
        docker = engine.docker;
    }

    @AfterEach
    void clean() {
        Thread.interrupted();
        UndeletableTree.removeIn(directory);
    }

    @Test
    void savesLogsBeforeItRemovesAndReleasesTheLeaseLast() throws IOException {
        EnvironmentKey key = engine.bringUp("e2e-1", 7, PERSON, "web", "db");
        docker.prints(logs(key, false), "web-1  | hello")
                .prints(composeDown(key), " Container esb-e2e-1-web-1  Removed")
                .prints(composeDown(key))
                .answer(listImages(key), List.of("shop:esb-e2e-1"));

        assertThat(run(key)).isEqualTo(Outcome.DOWN);

        List<DockerCommand<?>> changes = docker.calls().stream()
                .filter(command -> command instanceof ComposeCommand
                        || command instanceof ContainerCommand.Stop
                        || command instanceof ImageCommand.Remove
                        || command instanceof ResourceCommand.Remove)
                .toList();
        // The logs are saved while the containers stop.
        assertThat(changes.subList(0, 2)).containsExactlyInAnyOrder(logs(key, false), stop("web", "db"));
        assertThat(changes.subList(2, changes.size()))
                .isEqualTo(List.of(
                        composeDown(key),
                        composeDown(key),
                        new ImageCommand.Remove(List.of("shop:esb-e2e-1")),
                        removeVolumes("esb-slot-7")));
        assertThat(engine.directories(key).logs().resolve("web.log")).hasContent("hello\n");
    }

    @Test
    void writesNothingInADirectoryFromWhichTheEnvironmentWasNotBroughtUp() throws IOException {
        EnvironmentKey key = engine.bringUp("e2e-1", 7, PERSON, "web");
        Path output = engine.directories(key).output();
        PrivateFiles.deleteDirectory(output);

        assertThat(run(key)).isEqualTo(Outcome.DOWN);

        assertThat(output.getParent()).isEmptyDirectory();
        assertThat(docker.calls()).doesNotContain(logs(key, false));
    }

    /** Such as another checkout of the project, in which an environment of the same name was up before. */
    @Test
    void leavesTheLogsOfAnotherStackAlone() throws IOException {
        EnvironmentKey key = engine.bringUp("e2e-1", 7, PERSON, "web");
        Path rendered = engine.directories(key).renderedFile();
        PrivateFiles.write(rendered, "# " + RenderedHeader.of("/other/checkout", key, 7, "c") + "\n");

        assertThat(run(key)).isEqualTo(Outcome.DOWN);

        assertThat(engine.directories(key).logs()).doesNotExist();
    }

    @Test
    void saysWhyLogsCouldNotBeSavedAndHowTheyCan() throws IOException {
        EnvironmentKey key = engine.bringUp("e2e-1", 7, PERSON, "web");
        docker.prints(logs(key, false), "web-1  | hello");
        Files.writeString(engine.directories(key).logs(), "in the way");

        assertThat(run(key)).isEqualTo(Outcome.DOWN);

        assertThat(messages.warnings)
                .containsExactly("The logs of 'e2e-1' could not be saved in '%s': a file is in the way"
                        .formatted(engine.directories(key).logs()));
    }

    @Test
    void hasRemovedTheDirectoriesBeforeAnotherBuildCanHaveTheName() throws IOException {
        EnvironmentKey key = engine.bringUp("e2e-1", 7, PERSON, "web");
        MarkedDirectory.create(engine.directories(key).sockets(), List.of(EnvironmentFixture.ENGINE));
        List<Path> left = new ArrayList<>();
        docker.then(removeVolumes("esb-slot-7"), command -> {
            left.addAll(List.of(
                    engine.directories(key).config(), engine.directories(key).sockets()));
            left.removeIf(Files::notExists);
            return null;
        });

        run(key);

        assertThat(docker.calls()).contains(removeVolumes("esb-slot-7"));
        assertThat(left).isEmpty();
    }

    @Test
    void removesUntilNothingIsRemovedAnyMore() throws IOException {
        EnvironmentKey key = engine.bringUp("e2e-1", 7, PERSON, "web");
        docker.prints(composeDown(key), " Container esb-e2e-1-web-1  Removed", " Network esb-e2e-1_default  Removed")
                .prints(composeDown(key), " Network esb-e2e-1_late  Removed")
                .prints(composeDown(key), "Warning: No resource found to remove for project \"esb-e2e-1\".");

        run(key);

        assertThat(docker.calls(ComposeCommand.Down.class)).hasSize(3);
    }

    /** Compose 5 ends its lines with a blank. */
    @Test
    void removesUntilNothingIsRemovedAnyMoreInTheWordsOfCompose5() throws IOException {
        EnvironmentKey key = engine.bringUp("e2e-1", 7, PERSON, "web");
        docker.prints(composeDown(key), " Container esb-e2e-1-web-1 Removed ", " Network esb-e2e-1_default Removed ")
                .prints(composeDown(key), " Volume esb-e2e-1_late Removed ")
                .prints(composeDown(key), "Warning: No resource found to remove for project \"esb-e2e-1\".");

        run(key);

        assertThat(docker.calls(ComposeCommand.Down.class)).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "could not find db: not found",
                // Podman 5
                "Error response from daemon: container 5d3f is running or paused, refusing to clean up: container state improper",
                "Error response from daemon: container 5d3f has dependent containers which must be removed before it: 6508:"
                        + " container already exists"
            })
    void removesContainersItselfWhereComposeGivesUp(String words) throws IOException {
        EnvironmentKey key = engine.bringUp("e2e-1", 7, PERSON, "web");
        docker.fails(composeDown(key), 1, words)
                .prints(composeDown(key), " Network esb-e2e-1_default  Removed")
                .prints(composeDown(key));

        assertThat(run(key)).isEqualTo(Outcome.DOWN);

        assertThat(docker.calls(ResourceCommand.Remove.class))
                .contains(new ResourceCommand.Remove(Kind.CONTAINER, List.of("id-web")));
        assertThat(engine.leases.held()).isEmpty();
    }

    @Test
    void givesUpWhereThereIsAlwaysSomethingNew() throws IOException {
        EnvironmentKey key = engine.bringUp("e2e-1", 7, PERSON, "web");
        docker.prints(composeDown(key), " Container esb-e2e-1-web-1  Removed");

        assertThatThrownBy(() -> run(key))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("another process makes new containers, networks or volumes of it all the time");
        assertThat(engine.leases.held()).containsExactly(key);
    }

    /** Its containers say which process claimed it for a person, and not that the person has got it. */
    @Test
    void leavesWhatHasLostItsLeaseSinceItWasSeen() throws IOException {
        EnvironmentKey key = engine.bringUp("e2e-1", 7, bringingUp(DEAD), "web");
        Lease seen = engine.leases.lose(engine.leases.lease(key));

        assertThat(new Down(docker, messages).run(seen, engine.directories(key), STOP_TIMEOUT))
                .isEqualTo(Outcome.OTHER_OWNER);

        assertThat(docker.calls(ComposeCommand.Down.class)).isEmpty();
        assertThat(engine.leases.held()).containsExactly(key);
    }

    @Test
    void leavesTheEnvironmentOfAnotherOwnerAlone() throws IOException {
        EnvironmentKey key = engine.bringUp("e2e-1", 7, PERSON, "web");

        assertThat(run(key, owner -> owner.isBuild(ALIVE))).isEqualTo(Outcome.OTHER_OWNER);

        assertThat(docker.calls())
                .allMatch(command ->
                        command instanceof ContainerCommand.ListAll || command instanceof ResourceCommand.ListLabelled);
        assertThat(engine.directories(key).config()).exists();
        assertThat(engine.leases.held()).containsExactly(key);
    }

    @Test
    void takesDownWhatTheExpectedOwnerHas() throws IOException {
        EnvironmentKey key = engine.bringUp("e2e-1", 7, build(ALIVE), "web");

        assertThat(run(key, owner -> owner.isBuild(ALIVE))).isEqualTo(Outcome.DOWN);

        assertThat(engine.leases.held()).isEmpty();
        assertThat(engine.directories(key).config()).doesNotExist();
    }

    @Test
    void findsNothingWhereThereIsNothing() {
        EnvironmentKey key = EnvironmentKey.of("e2e-1", "");

        assertThat(run(key)).isEqualTo(Outcome.NOTHING);

        // Networks and volumes of a half-made environment have neither a lease nor a container.
        assertThat(docker.calls(ComposeCommand.Down.class)).containsExactly(composeDown(key));
    }

    @Test
    void touchesNothingOfAnEnvironmentThatItsOwnerHasTakenDownAlready() throws IOException {
        EnvironmentKey key = EnvironmentKey.of("e2e-1", "");
        MarkedDirectory.create(engine.directories(key).config(), List.of(EnvironmentFixture.ENGINE));

        assertThat(run(key, owner -> owner.isBuild(ALIVE))).isEqualTo(Outcome.NOTHING);

        assertThat(docker.calls(ComposeCommand.Down.class)).isEmpty();
        assertThat(engine.directories(key).config()).exists();
    }

    @Test
    void takesDownWhatHasALeaseAndNoContainer() throws IOException {
        EnvironmentKey key = engine.bringUp("e2e-1", 7, PERSON);

        assertThat(run(key)).isEqualTo(Outcome.DOWN);

        assertThat(docker.calls(ContainerCommand.Stop.class)).isEmpty();
        assertThat(docker.calls(ComposeCommand.Down.class)).hasSize(1);
        assertThat(engine.leases.held()).isEmpty();
    }

    @Test
    void namesTheContainersThatKeepSomethingInUse() throws IOException {
        EnvironmentKey key = engine.bringUp("e2e-1", 7, PERSON, "web");
        docker.prints(composeDown(key), " Network esb-e2e-1_default  Resource is still in use")
                .answer(
                        new ContainerCommand.ListUsing("network", "esb-e2e-1_default"),
                        List.of("debugger", "profiler"));

        assertThatThrownBy(() -> run(key))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("Network esb-e2e-1_default is in use by debugger, profiler")
                .hasMessageContaining("mvn esb:down -Desb.env=e2e-1");
        assertThat(engine.leases.held()).containsExactly(key);
    }

    @Test
    void keepsTheLeaseAndNamesTheWayOutWhereAContainerCannotBeStopped() throws IOException {
        EnvironmentKey key = engine.bringUp("e2e-1", 7, PERSON, "web");
        docker.fails(stop("web"), 1, "Error response from daemon: cannot stop container\ntried to kill, but it lives");

        assertThatThrownBy(() -> run(key))
                .isInstanceOf(EsbException.class)
                .hasMessage("The environment 'e2e-1' could not be taken down completely: tried to kill, but it lives."
                        + " Put that right and run it again: mvn esb:down -Desb.env=e2e-1");
        assertThat(docker.calls(ComposeCommand.Down.class)).isEmpty();
        assertThat(engine.directories(key).config()).exists();
        assertThat(engine.leases.held()).containsExactly(key);
    }

    @Test
    void goesOnWhereTheLogsCannotBeSaved() throws IOException {
        EnvironmentKey key = engine.bringUp("e2e-1", 7, PERSON, "web");
        docker.fails(logs(key, false), 1, "configured logging driver does not support reading");

        assertThat(run(key)).isEqualTo(Outcome.DOWN);

        assertThat(messages.warnings)
                .singleElement()
                .asString()
                .contains("The logs of 'e2e-1' could not be saved")
                .endsWith("configured logging driver does not support reading");
    }

    @Test
    void keepsTheImagesOfTheDefaultEnvironment() throws IOException {
        EnvironmentKey key = engine.bringUp("default", 0, PERSON, "web");
        docker.answer(listImages(key), List.of("shop:latest"));

        assertThat(run(key)).isEqualTo(Outcome.DOWN);

        assertThat(docker.calls(ImageCommand.Remove.class)).isEmpty();
    }

    @Test
    void removesAnonymousVolumesThatAContainerWasHandedOnByName() throws IOException {
        EnvironmentKey key = engine.bringUp("e2e-1", 7, PERSON, "web", "db");
        List<DockerCommand<?>> before = new ArrayList<>();
        docker.answer(inspect("web", "db"), List.of(details("web", 0, ANONYMOUS), details("db", 0, "esb-e2e-1_rows")))
                .answer(labelsOf(ANONYMOUS), Map.of(ANONYMOUS, Set.of()))
                .then(removeUnused(ANONYMOUS), command -> {
                    before.addAll(docker.calls());
                    return null;
                });

        assertThat(run(key)).isEqualTo(Outcome.DOWN);

        // Once the containers are gone, and before another process can have the name.
        assertThat(before).contains(composeDown(key)).doesNotContain(removeVolumes("esb-slot-7"));
        assertThat(docker.calls(VolumeCommand.RemoveUnused.class)).containsExactly(removeUnused(ANONYMOUS));
    }

    /** Compose takes them for those of another. What a snapshot has that is there stays, since its container uses it. */
    @Test
    void removesVolumesOfASnapshotThatWasNotCompleted() throws IOException {
        EnvironmentKey key = engine.bringUp("e2e-1", 7, PERSON, "db");
        String volume = "esb-snapshot-0123456789ab_rows";
        docker.answer(inspect("db"), List.of(details("db", 0, volume, "esb-e2e-1_rows", "esb-snapshot-of-mine")))
                .then(removeUnused(volume), command -> {
                    assertThat(docker.calls()).contains(composeDown(key));
                    return null;
                });

        assertThat(run(key)).isEqualTo(Outcome.DOWN);

        assertThat(docker.calls(VolumeCommand.RemoveUnused.class)).containsExactly(removeUnused(volume));
    }

    /** After {@code docker container prune}, no container of theirs mounts what is below their volumes. */
    @Test
    void leavesVolumesOfASnapshotOverWhichAnotherEnvironmentHasItsOwn() throws IOException {
        EnvironmentKey key = engine.bringUp("e2e-1", 7, PERSON, "db");
        String shared = "esb-snapshot-0123456789ab_rows";
        String own = "esb-snapshot-ba9876543210_rows";
        docker.answer(inspect("db"), List.of(details("db", 0, shared, own)))
                .run(new VolumeCommand.Create(
                        "esb-e2e-2_rows", Map.of("dev.esb.snapshot.of", "0123456789ab", "dev.esb.below", shared)));

        run(key);

        assertThat(docker.calls(VolumeCommand.RemoveUnused.class)).containsExactly(removeUnused(own));
    }

    @Test
    void removesAnonymousVolumesThatTheEngineLabels() throws IOException {
        EnvironmentKey key = engine.bringUp("e2e-1", 7, PERSON, "web");
        docker.answer(inspect("web"), List.of(details("web", 0, ANONYMOUS)))
                .answer(labelsOf(ANONYMOUS), Map.of(ANONYMOUS, Set.of("com.docker.volume.anonymous")));

        run(key);

        assertThat(docker.calls(VolumeCommand.RemoveUnused.class)).containsExactly(removeUnused(ANONYMOUS));
    }

    @Test
    void asksNothingMoreWhereAllVolumesHaveNames() throws IOException {
        EnvironmentKey key = engine.bringUp("e2e-1", 7, PERSON, "web");
        docker.answer(inspect("web"), List.of(details("web", 0, "esb-e2e-1_rows", "backup", "0123abcd")));

        run(key);

        assertThat(docker.calls(VolumeCommand.Labels.class)).isEmpty();
        assertThat(docker.calls(VolumeCommand.RemoveUnused.class)).isEmpty();
    }

    @Test
    void leavesAVolumeThatHasALabelOfAnotherProgram() throws IOException {
        EnvironmentKey key = engine.bringUp("e2e-1", 7, PERSON, "web");
        docker.answer(inspect("web"), List.of(details("web", 0, ANONYMOUS)))
                .answer(labelsOf(ANONYMOUS), Map.of(ANONYMOUS, Set.of("org.example.backup")));

        run(key);

        assertThat(docker.calls(VolumeCommand.RemoveUnused.class)).isEmpty();
    }

    @Test
    void saysWhyAnAnonymousVolumeCannotBeRemovedAndKeepsTheLease() throws IOException {
        EnvironmentKey key = engine.bringUp("e2e-1", 7, PERSON, "web");
        docker.answer(inspect("web"), List.of(details("web", 0, ANONYMOUS)))
                .answer(labelsOf(ANONYMOUS), Map.of(ANONYMOUS, Set.of()))
                .fails(removeUnused(ANONYMOUS), 1, "Error response from daemon: remove it: device or resource busy");

        assertThatThrownBy(() -> run(key)).hasMessageContaining("device or resource busy");

        assertThat(engine.leases.held()).containsExactly(key);
    }

    @Test
    void removesTheImagesThatLostTheirTagToARebuild() throws IOException {
        EnvironmentKey key = engine.bringUp("e2e-1", 7, PERSON, "web");
        docker.answer(listUntagged(key), List.of("sha256:1", "sha256:2"));

        run(key);

        assertThat(docker.calls(ImageCommand.RemoveUnused.class))
                .containsExactly(new ImageCommand.RemoveUnused(List.of("sha256:1", "sha256:2")));
    }

    /** The containerd image store shows a step of the classic builder only once nothing is built on it any more. */
    @Test
    void removesTheStepsOfABuildThatStayWhenTheImageGoes() throws IOException {
        EnvironmentKey key = engine.bringUp("e2e-1", 7, PERSON, "web");
        docker.answer(listImages(key), List.of("shop:esb-e2e-1"))
                .answer(listUntagged(key), List.of(), List.of("sha256:2"), List.of("sha256:1"), List.of());

        run(key);

        assertThat(docker.calls(ImageCommand.class))
                .containsSubsequence(
                        new ImageCommand.Remove(List.of("shop:esb-e2e-1")),
                        new ImageCommand.RemoveUnused(List.of("sha256:2")),
                        new ImageCommand.RemoveUnused(List.of("sha256:1")));
    }

    /** Docker 28 and 29 with the containerd image store, while another environment is taken down. */
    @Test
    void listsImagesAgainWhereTheEngineStumblesOverOneThatGoes() throws IOException {
        EnvironmentKey key = engine.bringUp("e2e-1", 7, PERSON, "web");
        docker.fails(
                        listImages(key),
                        1,
                        "Error response from daemon: NotFound: content digest sha256:c4bcf521701d: not found")
                .answer(listImages(key), List.of("shop:esb-e2e-1"));

        assertThat(run(key)).isEqualTo(Outcome.DOWN);

        assertThat(docker.calls()).contains(new ImageCommand.Remove(List.of("shop:esb-e2e-1")));
    }

    @Test
    void removesTheStepOfABuildThatWasEndedInTheMiddle() throws IOException {
        EnvironmentKey key = engine.bringUp("e2e-1", 7, PERSON, "web");
        ContainerSummary step = new ContainerSummary(
                "id-step", "trusting_khorana", key.project(), "", 0, "created", "Created", List.of());
        docker.answer(EnvironmentFixture.listContainers(key), List.of(step))
                .answer(
                        new ContainerCommand.ListBuildSteps("com.docker.compose.project=" + key.project()),
                        List.of("id-step"));
        // The first list is that of bringUp.
        run(key);
        run(key);

        assertThat(docker.calls()).contains(new ResourceCommand.Remove(Kind.CONTAINER, List.of("id-step")));
    }

    @Test
    void asksForImagesOnceWhereNothingWasBuilt() throws IOException {
        EnvironmentKey key = engine.bringUp("e2e-1", 7, PERSON, "web");

        run(key);

        assertThat(docker.calls(ImageCommand.class)).containsExactlyInAnyOrder(listImages(key), listUntagged(key));
        assertThat(docker.calls(ContainerCommand.ListBuildSteps.class)).isEmpty();
    }

    @Test
    void stopsServicesWithHooksByComposeBesideTheOthers() throws IOException {
        EnvironmentKey key = engine.bringUp("e2e-1", 7, PERSON, "web", "db");
        TakeDownFile file = engine.keep(key, "{web: {image: nginx, pre_stop: [{command: [drain]}]}}");
        StackServiceCommand.Stop hooked = new StackServiceCommand.Stop(file.definition(), List.of("web"), 2);
        CountDownLatch both = new CountDownLatch(2);
        docker.then(hooked, command -> met(both)).then(stop("db"), command -> met(both));

        assertThat(run(key)).isEqualTo(Outcome.DOWN);

        assertThat(docker.calls()).contains(hooked, stop("db"));
        assertThat(docker.calls(ContainerCommand.Stop.class)).hasSize(1);
    }

    @Test
    void callsProvidersOnceContainersHaveStoppedAndBeforeNetworksGo() throws IOException {
        EnvironmentKey key = engine.bringUp("e2e-1", 7, PERSON, "web");
        StackServiceCommand.Down provided = providerOf(key, "db");

        assertThat(run(key)).isEqualTo(Outcome.DOWN);

        assertThat(docker.calls()).containsSubsequence(stop("web"), provided, composeDown(key));
        assertThat(engine.directories(key).config()).doesNotExist();
    }

    @Test
    void removesAllElseWhereAProviderFailsAndTriesAgain() throws IOException {
        EnvironmentKey key = engine.bringUp("e2e-1", 7, PERSON, "web");
        StackServiceCommand.Down provided = providerOf(key, "db");
        docker.fails(provided, 1, " db  Removing\nthe cloud is closed").prints(provided);

        assertThatThrownBy(() -> run(key))
                .isInstanceOf(EsbException.class)
                .hasMessageStartingWith("The environment 'e2e-1' could not be taken down completely:"
                        + " the provider of db has not removed what it made: the cloud is closed")
                .hasMessageContaining(engine.directories(key)
                        .config()
                        .resolve("takedown.json")
                        .toString());
        assertThat(docker.calls()).contains(composeDown(key));
        assertThat(engine.leases.held()).hasSize(1);

        assertThat(run(key)).isEqualTo(Outcome.DOWN);
        assertThat(engine.leases.held()).isEmpty();
    }

    @Test
    void goesOnByLabelsWhereComposeItselfFails() throws IOException {
        EnvironmentKey key = engine.bringUp("e2e-1", 7, PERSON, "web");
        docker.fails(providerOf(key, "db"), 2, "panic: assignment to entry in nil map\n\ngoroutine 31 [running]:");

        assertThat(run(key)).isEqualTo(Outcome.DOWN);

        assertThat(messages.warnings)
                .containsExactly("Compose itself failed when it had called the provider of db"
                        + " (panic: assignment to entry in nil map). If something of it is left, remove it by hand.");
        assertThat(docker.calls()).contains(composeDown(key));
    }

    @Test
    void callsNoProviderOfAnEnvironmentOfTheSameNameOnAnotherEngine() throws IOException {
        EnvironmentKey key = engine.bringUp("e2e-1", 7, PERSON, "web");
        Path own = engine.directories(key).config();
        MarkedDirectory.delete(own, List.of(EnvironmentFixture.ENGINE));
        MarkedDirectory.create(own, List.of("engine-2"));
        providerOf(key, "db");

        assertThat(run(key)).isEqualTo(Outcome.DOWN);

        assertThat(docker.calls(StackServiceCommand.class)).isEmpty();
        assertThat(own.resolve("takedown.json")).exists();
    }

    private StackServiceCommand.Down providerOf(EnvironmentKey key, String service) throws IOException {
        TakeDownFile file = engine.keep(key, "{%s: {provider: {type: cloud}}}".formatted(service));
        return new StackServiceCommand.Down(file.definition(), List.of(service));
    }

    /** Ends when the other command runs as well. */
    private static Object met(CountDownLatch both) {
        both.countDown();
        try {
            assertThat(both.await(30, TimeUnit.SECONDS)).isTrue();
            return null;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void removesImagesWithoutATagOfTheDefaultEnvironmentToo() throws IOException {
        EnvironmentKey key = engine.bringUp("default", 0, PERSON, "web");
        docker.answer(listUntagged(key), List.of("sha256:1"));

        run(key);

        assertThat(docker.calls(ImageCommand.RemoveUnused.class))
                .containsExactly(new ImageCommand.RemoveUnused(List.of("sha256:1")));
    }

    @Test
    void namesTheParameterWhereTheHomeCannotBeUsed() throws IOException {
        Path home = Files.writeString(directory.resolve("file"), "in the way");
        Directories unusable = new DirectoryLayout(home, directory.resolve("run"), directory.resolve("target"))
                .of(EnvironmentKey.of("e2e-1", ""));

        assertThatThrownBy(() -> new Down(docker, messages).run(EnvironmentKey.of("e2e-1", ""), unusable, STOP_TIMEOUT))
                .isInstanceOf(EsbException.class)
                .hasMessageStartingWith("The directory '%s' (esb.home) cannot be used".formatted(home))
                .hasMessageContaining("-Desb.home=DIRECTORY");
        assertThat(docker.calls()).isEmpty();
    }

    @Test
    void asksForTheEngineOnlyWhereTheCallerDoesNotKnowIt() throws IOException {
        EnvironmentKey key = engine.bringUp("e2e-1", 7, PERSON, "web");

        CompletableFuture<Engine> known = CompletableFuture.completedFuture(Engine.local(EnvironmentFixture.ENGINE));

        new Down(docker, messages, known).run(key, engine.directories(key), STOP_TIMEOUT);

        assertThat(docker.calls(EngineCommand.Ids.class)).isEmpty();
        assertThat(engine.directories(key).config()).doesNotExist();
    }

    @Test
    void changesNothingBeforeTheEngineIsKnownToDo() throws IOException {
        EnvironmentKey key = engine.bringUp("e2e-1", 7, PERSON, "web");
        CompletableFuture<Engine> tooOld = CompletableFuture.failedFuture(new EsbException("Compose is too old"));

        assertThatThrownBy(() -> new Down(docker, messages, tooOld).run(key, engine.directories(key), STOP_TIMEOUT))
                .hasMessage("Compose is too old");

        assertThat(docker.calls(ContainerCommand.Stop.class)).isEmpty();
        assertThat(docker.calls(ComposeCommand.Down.class)).isEmpty();
        assertThat(engine.leases.held()).hasSize(1);
    }

    @Test
    void saysWhatIsWrongWithTheEngineWhereNothingCanBeRead() {
        EnvironmentKey key = EnvironmentKey.of("e2e-1", "");
        docker.everyFails(ContainerCommand.ListAll.class, 1, "Cannot connect to the Docker daemon");
        CompletableFuture<Engine> none = CompletableFuture.failedFuture(new EsbException("The engine does not answer"));

        assertThatThrownBy(() -> new Down(docker, messages, none).run(key, engine.directories(key), STOP_TIMEOUT))
                .hasMessage("The engine does not answer");
    }

    @Test
    void leavesTheDirectoryOfAnotherEngine() throws IOException {
        EnvironmentKey key = engine.bringUp("e2e-1", 7, PERSON, "web");
        Path own = engine.directories(key).config();
        MarkedDirectory.delete(own, List.of(EnvironmentFixture.ENGINE));
        MarkedDirectory.create(own, List.of("engine-2"));

        assertThat(run(key)).isEqualTo(Outcome.DOWN);

        assertThat(MarkedDirectory.isOne(own)).isTrue();
        assertThat(messages.infos)
                .containsExactly(
                        "The directory '%s' belongs to an environment of another engine, and stays".formatted(own));
        assertThat(engine.leases.held()).isEmpty();
    }

    /** Otherwise, the next environment of the name would find the slot held by a build that has ended, and start on its data. */
    @Test
    void releasesTheLeaseAndFailsWhereFilesOfOtherUsersAreLeft() throws IOException {
        EnvironmentKey key = engine.bringUp("e2e-1", 7, PERSON, "web");
        Path own = engine.directories(key).config();
        UndeletableTree.makeIn(own);
        UndeletableTree.removedBy(docker).everyFails(HostProgram.class, 1, "find: not permitted");

        assertThatThrownBy(() -> run(key))
                .isInstanceOf(DirectoryLeftException.class)
                .hasMessageStartingWith("The environment 'e2e-1' is down, but not all of its files are removed.")
                .hasMessageContaining("find: not permitted")
                .hasMessageContaining(
                        "sudo rm -rf '" + SetAsideDirectory.allOf(own).get(0));
        assertThat(own).doesNotExist();
        assertThat(engine.leases.held()).isEmpty();

        UndeletableTree.removeIn(own.getParent());
        docker.answer(EnvironmentFixture.listContainers(key), List.of());
        assertThat(run(key)).isEqualTo(Outcome.DOWN);
    }

    @Test
    void removesWhatAnEarlierCallHasLeft() throws IOException {
        EnvironmentKey key = EnvironmentKey.of("e2e-1", "");
        Path own = engine.directories(key).config();
        MarkedDirectory.create(own, List.of(EnvironmentFixture.ENGINE));
        Path aside = SetAsideDirectory.of(own);
        UndeletableTree.makeIn(aside);
        UndeletableTree.removedBy(docker);

        assertThat(run(key)).isEqualTo(Outcome.NOTHING);

        assertThat(aside).doesNotExist();
    }

    @Test
    void runsToItsEndInAThreadThatIsInterrupted() throws IOException {
        EnvironmentKey key = engine.bringUp("e2e-1", 7, PERSON, "web");
        Thread.currentThread().interrupt();

        assertThat(run(key)).isEqualTo(Outcome.DOWN);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(docker.calls()).contains(stop("web"), composeDown(key), removeVolumes("esb-slot-7"));
        assertThat(engine.leases.held()).isEmpty();
    }

    @Test
    void runsToItsEndWhenTheThreadIsInterruptedInTheMiddle() throws IOException {
        EnvironmentKey key = engine.bringUp("e2e-1", 7, PERSON, "web");
        Thread caller = Thread.currentThread();
        docker.then(stop("web"), command -> {
            caller.interrupt();
            return null;
        });

        assertThat(run(key)).isEqualTo(Outcome.DOWN);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(docker.calls()).contains(composeDown(key), removeVolumes("esb-slot-7"));
        assertThat(engine.leases.held()).isEmpty();
    }

    @Test
    void saysAReasonWhereTheEnginesErrorIsEmpty() throws IOException {
        EnvironmentKey key = engine.bringUp("e2e-1", 7, PERSON, "web");
        docker.fails(stop("web"), 137, "");

        assertThatThrownBy(() -> run(key))
                .hasMessageContaining("could not be taken down completely:"
                        + " a docker command ended with exit code 137 and printed no reason.");
    }

    @Test
    void keepsTheInterruptWhenItFails() throws IOException {
        EnvironmentKey key = engine.bringUp("e2e-1", 7, PERSON, "web");
        docker.fails(stop("web"), 1, "no");
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> run(key)).hasMessageContaining("could not be taken down completely: no.");

        assertThat(Thread.interrupted()).isTrue();
    }

    private static VolumeCommand.Labels labelsOf(String volume) {
        return new VolumeCommand.Labels(List.of(volume));
    }

    private static VolumeCommand.RemoveUnused removeUnused(String volume) {
        return new VolumeCommand.RemoveUnused(List.of(volume));
    }

    private Outcome run(EnvironmentKey key) {
        return new Down(docker, messages).run(key, engine.directories(key), STOP_TIMEOUT);
    }

    private Outcome run(EnvironmentKey key, Predicate<Owner> isExpectedOwner) {
        return new Down(docker, messages)
                .run(key, engine.directories(key), STOP_TIMEOUT, lease -> isExpectedOwner.test(lease.owner()));
    }
}
