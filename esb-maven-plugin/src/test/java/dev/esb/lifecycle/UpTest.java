package dev.esb.lifecycle;

import static dev.esb.EnvironmentOnEngine.OPTIONS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.esb.EsbException;
import dev.esb.FakeTime;
import dev.esb.JsonSchema;
import dev.esb.RecordedMessages;
import dev.esb.Sleep;
import dev.esb.cleanup.Down;
import dev.esb.cleanup.EnvironmentBefore;
import dev.esb.docker.ComposeCommand;
import dev.esb.docker.ContainerCommand;
import dev.esb.docker.ContainerSummary;
import dev.esb.docker.DockerCommand;
import dev.esb.docker.FakeDocker;
import dev.esb.docker.ImageCommand;
import dev.esb.docker.NetworkCommand;
import dev.esb.docker.NetworkCommand.Network;
import dev.esb.docker.PortBinding;
import dev.esb.docker.PublishedPorts;
import dev.esb.docker.RemovalDetails;
import dev.esb.docker.ResourceCommand;
import dev.esb.docker.ResourceCommand.Kind;
import dev.esb.docker.VolumeCommand;
import dev.esb.environment.DirectoryLayout;
import dev.esb.environment.EnvironmentKey;
import dev.esb.environment.EnvironmentLock;
import dev.esb.environment.Subnet;
import dev.esb.lease.BuildProcess;
import dev.esb.lease.Lease;
import dev.esb.lease.LeaseRegistry;
import dev.esb.lease.Owner;
import dev.esb.lease.Owners;
import dev.esb.plan.Render;
import dev.esb.plan.RequestVariants;
import dev.esb.plan.StackRequest;
import dev.esb.service.FakeEngine;
import dev.esb.wait.PomWaits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens when another process takes a port or a subnet between plan and start. */
class UpTest {
    /** Whichever port is asked for. */
    private static final List<PortBinding> ALL = IntStream.rangeClosed(1024, 65535)
            .mapToObj(port -> new PortBinding("0.0.0.0", port, 80, "tcp"))
            .toList();

    private static final EnvironmentKey KEY = EnvironmentKey.of("e2e", "");

    /** An engine elsewhere, so that neither ports nor routes of this machine matter. */
    private static final Map<String, String> ELSEWHERE = Map.of("DOCKER_HOST", "tcp://10.1.2.3:2375");

    /** Three calls of {@code esb:up} on the command line. */
    private static final Owner PERSON = Owners.bringingUp(BuildProcess.current(11));

    private static final Owner SAME_PERSON_LATER = Owners.bringingUp(BuildProcess.current(12));
    private static final Owner ANOTHER_PERSON = Owners.bringingUp(BuildProcess.current(13));

    @TempDir
    private Path directory;

    private final FakeEngine engine = new FakeEngine();
    private final FakeTime time = new FakeTime();
    private final RecordedMessages messages = new RecordedMessages();

    /** Ports that the container {@code postgres} has, which no plan knows of. */
    private final Set<Integer> taken = new HashSet<>();

    /** The planned subnet of each try that another process takes just before Compose does. */
    private int stolenSubnets;

    /** For how many tries the container {@code postgres} takes the first planned port just before Compose does. */
    private int stolenPorts;

    private String composeError = "";
    private Runnable duringComposeUp = () -> {};

    /** Whether the stack has something that environments share. */
    private boolean shared;

    private String image = "shop:1.0";
    private int publishedPorts = 1;
    private int firstWritten = 8080;

    /** Whether all ports of the host are of the container's port 80. */
    private boolean hasOneTarget;

    @BeforeEach
    void answer() throws IOException {
        Files.writeString(directory.resolve("compose.yml"), "# FakeDocker answers in its place\n");
        engine.docker
                .every(ComposeCommand.Config.class, command -> model())
                .every(ComposeCommand.Up.class, this::composeUp)
                .every(ContainerCommand.Inspect.class, command -> "[]")
                .every(ContainerCommand.ListRunning.class, command -> List.of("c1"))
                .every(
                        ContainerCommand.InspectPorts.class,
                        command -> List.of(new PublishedPorts("c1", "postgres", ALL)));
    }

    @Test
    void comesUpAtTheFirstTryWhereNothingIsInTheWay() {
        UpResult result = up(KEY);

        assertThat(result.ports())
                .singleElement()
                .extracting(PublishedPort::published)
                .isEqualTo(firstPort(result));
        assertThat(composeUps()).hasSize(1);
        assertThat(messages.warnings).isEmpty();
    }

    /** Its time is that of its commands, most of which wait for the engine. */
    @Test
    void needsEightCommandsForWhatAPersonBringsUp() {
        duringComposeUp = () -> assertThat(engine.docker.calls()).hasSize(8);

        up(KEY, PERSON);

        assertThat(composeUps()).hasSize(1);
    }

    @Test
    void leavesWhatRunsUnchangedAloneWhenItIsBroughtUpOnceMore() {
        up(KEY, PERSON);

        up(KEY, SAME_PERSON_LATER);
        assertThat(composeUps()).hasSize(1);

        image = "shop:2.0";
        up(KEY, SAME_PERSON_LATER);
        assertThat(composeUps()).hasSize(2);
    }

    @Test
    void callsComposeOnceMoreWhereTheTagOfAnImageIsOfAnotherOne() {
        up(KEY, PERSON);
        engine.docker.every(ImageCommand.Ids.class, command -> Optional.of(List.of("sha256:another")));

        up(KEY, SAME_PERSON_LATER);

        assertThat(composeUps()).hasSize(2);
    }

    @Test
    void isWatchedBeforeAnythingOfItIsMade() {
        List<Integer> madeBefore = new ArrayList<>();
        UpWatch watch = new UpWatch() {
            @Override
            public void begin() {
                // Long enough for a claim that would not wait for it.
                Sleep.SYSTEM.sleep(Duration.ofMillis(100));
                madeBefore.add(engine.docker.calls(VolumeCommand.Create.class).size());
            }

            @Override
            public void isUpdateOf(EnvironmentBefore before) {}
        };

        new Up(engine.docker, PERSON, time, ELSEWHERE, messages, time, time).run(request(KEY), OPTIONS, watch);

        assertThat(madeBefore).containsExactly(0);
    }

    @Test
    void givesPortsTheSameNamesEverywhereAndSaysOnceThatTheyAreNotTheUsualOnes() throws IOException {
        publishedPorts = 2;
        hasOneTarget = true;
        stolenPorts = 1;

        UpResult result = up(KEY);

        int first = firstPort(result) + 1;
        assertThat(result.ports())
                .extracting(port -> port.properties() + " " + port.published())
                .containsExactly("[esb.port.web.tcp.8080.80] " + first, "[esb.port.web.tcp.8081.80] " + (first + 1));
        Path output = result.environment().directories().output();
        assertThat(output.resolve("env.properties"))
                .content()
                .contains("esb.port.web.tcp.8080.80=" + first + "\nesb.port.web.tcp.8081.80=" + (first + 1) + "\n")
                .doesNotContain("esb.port.web.80");
        assertThat(output.resolve("env.json"))
                .content()
                .contains("\"esb.port.web.tcp.8081.80\" : \"" + (first + 1) + "\"")
                .doesNotContain("esb.port.web.80");
        assertThat(JsonSchema.named("env").violations(Files.readString(output.resolve("env.json"))))
                .isEmpty();
        assertThat(output.resolve(".env"))
                .content()
                .contains("ESB_PORT_WEB_TCP_8081_80='" + (first + 1) + "'\n")
                .doesNotContain("ESB_PORT_WEB_80");
        assertThat(messages.warnings)
                .last()
                .asString()
                .startsWith("Ports that would have the same name have other ones.");
        assertThat(messages.warnings).hasSize(2);
    }

    @Test
    void saysWherePortsAreThatTheFileGivesWithoutAnAddress() {
        assertThat(up(KEY).results().properties()).containsEntry("esb.host", "10.1.2.3");
        StackRequest everywhere = RequestVariants.withBind(request(KEY), "0.0.0.0");
        assertThat(up(everywhere).results().properties()).containsEntry("esb.host", "10.1.2.3");
        StackRequest bound = RequestVariants.withBind(request(KEY), "10.1.2.9");
        assertThat(up(bound).results().properties()).containsEntry("esb.host", "10.1.2.9");
        StackRequest inDefault = RequestVariants.withBind(request(EnvironmentKey.of("default", "")), "10.1.2.9");
        assertThat(up(inDefault).results().properties()).containsEntry("esb.host", "10.1.2.3");
    }

    @Test
    void removesWhatAnEarlierFailureLeftEvenWhereItIsRefused() throws IOException {
        composeError = "no space left on device";
        assertThatThrownBy(() -> up(KEY)).isInstanceOf(EsbException.class);
        Path failure = request(KEY).directories().failure();
        assertThat(failure.resolve("reason.txt")).content().contains("no space left on device");

        engine.lease(KEY, FakeEngine.OTHER_BUILD);
        assertThatThrownBy(() -> up(KEY)).isInstanceOf(EsbException.class).hasMessageContaining("belongs to another");

        assertThat(failure).doesNotExist();
    }

    @Test
    void removesTheLogsOfAnEarlierEnvironmentAndNotThoseOfItsOwn() throws IOException {
        Path log = Files.createDirectories(request(KEY).directories().logs()).resolve("web.log");
        Files.writeString(log, "of an earlier one");

        up(KEY, PERSON);
        assertThat(log).doesNotExist();

        Files.createDirectories(log.getParent());
        Files.writeString(log, "of this one");
        up(KEY, SAME_PERSON_LATER);
        assertThat(log).hasContent("of this one");
    }

    @Test
    void saysThatItsFilesCannotBeMadeInTheWordsOfRender() throws IOException {
        Path output = request(KEY).directories().output();
        Files.createDirectories(output.getParent());
        Files.writeString(output, "in the way");
        String words =
                "The directory '%s' (project.build.directory) cannot be used: a file is in the way. ".formatted(output);

        assertThatThrownBy(() -> up(KEY)).isInstanceOf(EsbException.class).hasMessageStartingWith(words);
        assertThatThrownBy(() -> new Render(engine.docker, ELSEWHERE, messages).run(request(KEY)))
                .isInstanceOf(EsbException.class)
                .hasMessageStartingWith(words);

        assertThat(engine.leases()).isEmpty();
    }

    @Test
    void hasAllItsTimeAfterTheWaitForAnotherBuild() {
        Lease other = engine.lease(KEY, FakeEngine.OTHER_BUILD);
        Sleep untilItIsReleased = duration -> {
            time.sleep(duration);
            if (time.slept().equals(Duration.ofSeconds(100))) {
                LeaseRegistry.reading(engine.docker).release(other);
            }
        };
        UpOptions options = new UpOptions(
                Duration.ofSeconds(60),
                Duration.ZERO,
                Duration.ofSeconds(200),
                false,
                false,
                false,
                List.of(),
                List.of(),
                Duration.ofSeconds(600));

        new Up(engine.docker, FakeEngine.BUILD, time, ELSEWHERE, messages, time, untilItIsReleased)
                .run(request(KEY), options);

        assertThat(composeUps()).hasSize(1);
    }

    @Test
    void passesByATakenPortInTheSameSlot() {
        stolenPorts = 1;

        UpResult result = up(KEY);

        assertThat(result.ports())
                .singleElement()
                .extracting(PublishedPort::published)
                .isEqualTo(firstPort(result) + 1);
        assertThat(composeUps()).hasSize(2);
        assertThat(messages.warnings)
                .singleElement()
                .asString()
                .startsWith("Port %s is already in use by the container 'postgres'".formatted(firstPort(result)));
        assertThat(engine.docker.calls(ComposeCommand.Down.class)).isEmpty();
        assertThat(engine.leases())
                .singleElement()
                .extracting(Lease::slot)
                .isEqualTo(result.environment().slot());
    }

    @Test
    void passesByATakenSubnetInTheSameSlot() {
        stolenSubnets = 1;

        UpResult result = up(KEY);

        Subnet assigned = result.environment().subnets().get("default").get(0).assigned();
        Subnet stolen = Subnet.parse(engine.networks.get(0).subnets().get(0));
        assertThat(assigned.overlaps(stolen)).isFalse();
        assertThat(result.ports())
                .singleElement()
                .extracting(PublishedPort::published)
                .isEqualTo(firstPort(result));
        assertThat(messages.warnings)
                .singleElement()
                .asString()
                .startsWith("A subnet of the stack is already in use by the network 'thief-1' (" + stolen + ")");
        assertThat(engine.docker.calls(ComposeCommand.Down.class)).isEmpty();
    }

    @Test
    void endsAfterFiveTriesAndLeavesNothing() {
        stolenPorts = 100;

        assertThatThrownBy(() -> up(KEY))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("The environment 'e2e' did not come up: Port ")
                .hasMessageContaining("is already in use by the container 'postgres'")
                .hasMessageContaining(
                        ". The other 4 plans had something in use as well. Name other ports (-Desb.portRange=FIRST-LAST).");
        assertThat(composeUps()).hasSize(5);
        assertThat(messages.warnings).hasSize(4);
        assertThat(engine.leases()).isEmpty();
    }

    @Test
    void warnsOfAnEntryOfIsolateThatNamesNothingAndWithStrictFailsBeforeAnythingIsClaimed() {
        StackRequest request = RequestVariants.withEntries(request(KEY), Set.of(), Set.of("defalt"));
        UpOptions strict = new UpOptions(
                OPTIONS.timeout(),
                OPTIONS.stopTimeout(),
                OPTIONS.lockWait(),
                false,
                false,
                true,
                List.of(),
                List.of(),
                OPTIONS.provisionTimeout());

        assertThatThrownBy(() -> run(FakeEngine.BUILD, request, strict))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("esb.isolate names 'defalt'")
                .hasMessageContaining("The stack has 'default'.");
        assertThat(engine.docker.calls(VolumeCommand.Create.class)).isEmpty();
        up(request);
        assertThat(messages.warnings).singleElement().asString().startsWith("esb.isolate names 'defalt'");
    }

    @Test
    void doesNotMoveOutOfAPinnedSlot() {
        stolenPorts = 1;

        assertThatThrownBy(() -> up(request(KEY).withIndex(OptionalInt.of(3))))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("Port 20048 is already in use by the container 'postgres'")
                .hasMessageContaining("Stop what uses it, or leave esb.index out to get a free slot.");
        assertThat(composeUps()).hasSize(1);
    }

    @Test
    void doesNotMoveThePortsOfTheDefaultEnvironment() {
        taken.add(8080);

        assertThatThrownBy(() -> up(EnvironmentKey.of("default", "")))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("Port 8080 is already in use by the container 'postgres'")
                .hasMessageContaining("-Desb.env=NAME");
        assertThat(composeUps()).hasSize(1);
    }

    @Test
    void movesOutOfASlotWithoutRoomAndLeavesNothingInIt() {
        publishedPorts = 16;
        stolenPorts = 1;

        UpResult result = up(KEY);

        int wanted = taken.iterator().next();
        assertThat(result.ports())
                .hasSize(16)
                .extracting(PublishedPort::published)
                .doesNotContain(wanted);
        assertThat(engine.leases())
                .singleElement()
                .extracting(Lease::slot)
                .isEqualTo(result.environment().slot());
        assertThat(upsAndDowns()).containsExactly("up esb-e2e", "down esb-e2e", "up esb-e2e");
    }

    @Test
    void triesNoOtherPlanWhenTheStackItselfFails() {
        composeError = "Error response from daemon: No such image: shop:1.0";

        assertThatThrownBy(() -> up(KEY))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("did not come up: the image 'shop:1.0' of service 'web' is not on the engine.")
                .hasMessageEndingWith("\nNo service was started, and nothing is left on the engine.");
        assertThat(composeUps()).hasSize(1);
        assertThat(engine.leases()).isEmpty();
    }

    @Test
    void takesDownWhatEndedBuildsHaveLeftOnceItIsUpItself() {
        EnvironmentKey ended = EnvironmentKey.of("ended", "");
        EnvironmentKey other = EnvironmentKey.of("other", "");
        engine.lease(ended, FakeEngine.ENDED_BUILD);
        engine.lease(other, FakeEngine.OTHER_BUILD);
        engine.label(Kind.NETWORK, "late", "esb-late", FakeEngine.ENDED_BUILD);

        up(KEY);

        assertThat(upsAndDowns()).containsExactly("up esb-e2e", "down esb-ended");
        assertThat(engine.leases()).extracting(Lease::key).containsExactlyInAnyOrder(KEY, other);
        assertThat(engine.labelled()).noneMatch(resource -> resource.name().equals("late"));
    }

    @Test
    void leavesWhatEndedBuildsHaveLeftWhereItDoesNotComeUp() {
        EnvironmentKey ended = EnvironmentKey.of("ended", "");
        engine.lease(ended, FakeEngine.ENDED_BUILD);
        composeError = "Error response from daemon: No such image: shop:1.0";

        assertThatThrownBy(() -> up(KEY)).isInstanceOf(EsbException.class);

        assertThat(engine.leases()).extracting(Lease::key).containsExactly(ended);
    }

    @Test
    void belongsToItsProcessUntilItIsUpAndThenToThePerson() {
        List<Lease> during = new ArrayList<>();
        duringComposeUp = () -> during.addAll(engine.leases());

        up(KEY, PERSON);

        assertThat(during)
                .singleElement()
                .satisfies(lease -> assertThat(lease.owner()).isEqualTo(PERSON));
        assertThat(engine.leases())
                .singleElement()
                .satisfies(lease -> assertThat(lease.owner()).isEqualTo(Owners.PERSON));
    }

    @Test
    void keepsAnEnvironmentThatIsUpWhenItIsBroughtUpOnceMoreAndThatFails() {
        UpResult first = up(KEY, PERSON);
        image = "shop:2.0";
        composeError = "Error response from daemon: No such image: shop:2.0";

        assertThatThrownBy(() -> up(KEY, SAME_PERSON_LATER))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("the image 'shop:2.0' of service 'web' is not on the engine")
                .hasMessageContaining("The environment was there before, and stays");

        assertThat(upsAndDowns()).doesNotContain("down esb-e2e");
        assertThat(engine.containers).hasSize(1);
        assertThat(engine.leases()).singleElement().satisfies(lease -> {
            assertThat(lease.owner()).isEqualTo(Owners.PERSON);
            assertThat(lease.ownership().updating()).isEmpty();
            assertThat(lease.slot()).isEqualTo(first.environment().slot());
        });
    }

    @Test
    void keepsAnEnvironmentThatIsUpWhenTheStackIsRefused() {
        up(KEY, PERSON);
        UpOptions tooStrict = new UpOptions(
                Duration.ofSeconds(60),
                Duration.ZERO,
                Duration.ZERO,
                false,
                false,
                true,
                List.of(),
                List.of(),
                Duration.ofSeconds(600));
        shared = true;

        assertThatThrownBy(() -> run(SAME_PERSON_LATER, request(KEY), tooStrict))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("not wholly isolated");

        assertThat(engine.containers).hasSize(1);
        assertThat(engine.leases()).hasSize(1);
    }

    @Test
    void startsNothingWhereAWaitIsForNoServiceOfTheStack() {
        UpOptions options = new UpOptions(
                OPTIONS.timeout(),
                OPTIONS.stopTimeout(),
                OPTIONS.lockWait(),
                false,
                false,
                false,
                PomWaits.read(List.of(Map.of("service", "wbe", "log", "started"))),
                List.of(),
                OPTIONS.provisionTimeout());

        assertThatThrownBy(() -> run(FakeEngine.BUILD, request(KEY), options))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining(
                        "There is a wait for the service 'wbe' (log 'started'), which the stack does not have."
                                + " Did you mean 'web'?");
        assertThat(composeUps()).isEmpty();
        assertThat(engine.leases()).isEmpty();
    }

    @Test
    void leavesAnEnvironmentThatIsUpAloneWhereTheEngineDoesNotSayWhatItHas() {
        up(KEY, PERSON);
        engine.docker.fails(
                new ResourceCommand.ListLabelled(Kind.NETWORK, "com.docker.compose.project=esb-e2e", List.of()),
                1,
                "engine is out of order");

        assertThatThrownBy(() -> up(KEY, SAME_PERSON_LATER))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("engine is out of order")
                .hasMessageContaining("Nothing of it was changed");

        assertThat(upsAndDowns()).containsExactly("up esb-e2e");
        assertThat(engine.containers).hasSize(1);
        assertThat(engine.leases()).singleElement().satisfies(lease -> {
            assertThat(lease.owner()).isEqualTo(Owners.PERSON);
            assertThat(lease.ownership().updating()).isEmpty();
        });
    }

    /** It removes what that one had added, which must not count as something that was there before. */
    @Test
    void looksAtWhatIsThereOnceTheWatchdogOfAKilledUpIsDone() throws Exception {
        up(KEY, PERSON);
        engine.containers.add(new ContainerSummary(
                "added", "esb-e2e-added-1", "esb-e2e", "added", 1, "running", "Up 1 second", List.of()));
        List<EnvironmentBefore> before = new ArrayList<>();
        FutureTask<UpResult> second =
                new FutureTask<>(() -> new Up(engine.docker, SAME_PERSON_LATER, time, ELSEWHERE, messages, time, time)
                        .run(request(KEY), OPTIONS, before::add));
        int claims = engine.docker.calls(VolumeCommand.Create.class).size();

        EnvironmentLock.whileHeld(request(KEY).directories(), Duration.ofMinutes(1), () -> {
            new Thread(second).start();
            while (engine.docker.calls(VolumeCommand.Create.class).size() == claims && !second.isDone()) {
                Thread.onSpinWait();
            }
            engine.containers.removeIf(container -> container.id().equals("added"));
            return null;
        });

        second.get();
        assertThat(before)
                .singleElement()
                .satisfies(existing -> assertThat(existing.containers())
                        .extracting(EnvironmentBefore.Container::service)
                        .containsExactly("web"));
    }

    @Test
    void isRefusedWhileAnotherProcessBringsTheEnvironmentUp() {
        up(KEY, PERSON);
        image = "shop:2.0";
        List<EsbException> refusals = new ArrayList<>();
        duringComposeUp = () -> {
            duringComposeUp = () -> {};
            refusals.add(catchThrowableOfType(EsbException.class, () -> up(KEY, ANOTHER_PERSON)));
        };

        up(KEY, SAME_PERSON_LATER);

        assertThat(refusals)
                .singleElement()
                .satisfies(refusal -> assertThat(refusal)
                        .hasMessageContaining("is being brought up by another process")
                        .hasMessageContaining("-Desb.lockWait=SECONDS"));
    }

    /** Neither sees the other when it looks, and one of them is faster. */
    @Test
    void waitsForAnotherProcessThatBeginsAtTheSameMoment() throws Exception {
        CountDownLatch isBringingUp = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        duringComposeUp = () -> {
            duringComposeUp = () -> {};
            isBringingUp.countDown();
            awaited(goOn);
        };
        FutureTask<UpResult> other = new FutureTask<>(() -> up(KEY, ANOTHER_PERSON));
        Thread caller = Thread.currentThread();
        UpWatch watch = new UpWatch() {
            @Override
            public void begin() {
                // When this one has looked: it goes on when this method has returned.
                while (engine.docker.calls(NetworkCommand.ListAll.class).isEmpty()
                        || engine.docker
                                .calls(ResourceCommand.ListLabelled.class)
                                .isEmpty()
                        || caller.getState() != Thread.State.WAITING) {
                    Thread.onSpinWait();
                }
                new Thread(other).start();
                awaited(isBringingUp);
            }

            @Override
            public void isUpdateOf(EnvironmentBefore before) {}
        };
        Sleep untilItIsUp = duration -> {
            time.sleep(duration);
            // The pauses while both claim are shorter than those in which one waits for the other.
            if (duration.toMillis() >= 500) {
                goOn.countDown();
                joined(other);
            }
        };

        UpOptions waiting = new UpOptions(
                OPTIONS.timeout(),
                OPTIONS.stopTimeout(),
                Duration.ofSeconds(60),
                false,
                false,
                false,
                List.of(),
                List.of(),
                OPTIONS.provisionTimeout());

        UpResult result = new Up(engine.docker, PERSON, time, ELSEWHERE, messages, time, untilItIsUp)
                .run(request(KEY), waiting, watch);

        assertThat(result.ports()).isEqualTo(other.get().ports());
        assertThat(messages.infos).anyMatch(line -> line.startsWith("Waiting for the environment 'e2e'"));
    }

    private static void awaited(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void joined(FutureTask<?> task) {
        try {
            task.get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void saysThatItWasTakenDownInTheMiddle() {
        duringComposeUp =
                () -> new Down(engine.docker, messages).run(KEY, request(KEY).directories(), Duration.ZERO);

        assertThatThrownBy(() -> up(KEY, PERSON))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("Another process took it down while this one brought it up")
                .hasMessageContaining("'mvn esb:down'");
        assertThat(engine.containers).isEmpty();
        assertThat(engine.leases()).isEmpty();
    }

    @Test
    void leavesNothingWhereTheEngineFailsBetweenTwoTries() {
        stolenPorts = 1;
        engine.docker.everyFails(ContainerCommand.InspectPorts.class, 1, "engine is out of order");

        assertThatThrownBy(() -> up(KEY))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("engine is out of order")
                .hasMessageContaining("nothing is left on the engine");
        assertThat(engine.leases()).isEmpty();
    }

    @Test
    void claimsNothingWhereTheHomeCannotBeUsed() throws IOException {
        Files.writeString(directory.resolve("home"), "in the way");

        assertThatThrownBy(() -> up(KEY))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("'%s' (esb.home)".formatted(directory.resolve("home")))
                .hasMessageContaining("-Desb.home=DIRECTORY");

        assertThat(engine.docker.calls(VolumeCommand.Create.class)).isEmpty();
        assertThat(engine.leases()).isEmpty();
    }

    @Test
    void saysOnlyWhyThereIsNoOtherSlotAfterItWasTakenDownToMove() {
        publishedPorts = 16;
        stolenPorts = 1;
        duringComposeUp = () -> engine.docker.everyFails(VolumeCommand.Create.class, 1, "no space left on device");

        assertThatThrownBy(() -> up(KEY))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("no space left on device")
                .hasMessageNotContaining("Another process");
        assertThat(upsAndDowns()).containsExactly("up esb-e2e", "down esb-e2e");
    }

    /** Such a volume has no label, and no container names it any more. */
    @Test
    void removesTheAnonymousVolumeOfAMountThatTheStackDoesNotHaveAnyMore() {
        String kept = "a".repeat(64);
        String gone = "b".repeat(64);
        up(KEY, PERSON);
        engine.docker
                .answer(
                        new ContainerCommand.InspectForRemoval(List.of("web"), "dev.esb.external"),
                        List.of(new RemovalDetails("web", 0, "", List.of(kept, gone, "esb-e2e_rows"))),
                        List.of(new RemovalDetails("web", 0, "", List.of(kept, "esb-e2e_rows"))))
                .answer(new VolumeCommand.Labels(List.of(gone)), Map.of(gone, Set.of()));

        up(KEY, SAME_PERSON_LATER);

        assertThat(engine.docker.calls(VolumeCommand.RemoveUnused.class))
                .containsExactly(new VolumeCommand.RemoveUnused(List.of(gone)));
    }

    @Test
    void isUpThoughWhatEndedBuildsHaveLeftCannotBeLookedFor() {
        engine.docker.fails(
                new ResourceCommand.ListLabelled(
                        Kind.NETWORK, "dev.esb.build", List.of("dev.esb.build", "com.docker.compose.project")),
                1,
                "engine is out of order");

        up(KEY);

        assertThat(engine.leases()).hasSize(1);
        assertThat(messages.warnings).singleElement().asString().contains("engine is out of order");
    }

    @Test
    void claimsNothingWhereTheOutputDirectoryCannotBeUsed() throws IOException {
        Files.writeString(directory.resolve("target"), "in the way");

        assertThatThrownBy(() -> up(KEY))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("(project.build.directory)");

        assertThat(engine.docker.calls(VolumeCommand.Create.class)).isEmpty();
    }

    @Test
    void claimsNothingWhereTheStackNeedsSocketsAndTheirDirectoryCannotBeUsed() throws IOException {
        Files.writeString(directory.resolve("sockets"), "in the way");
        image = "shop:1.0' , volumes: ['%s:/sockets'] , hostname: 'x".formatted(directory.resolve("sockets/e2e"));

        assertThatThrownBy(() -> up(KEY)).isInstanceOf(EsbException.class).hasMessageContaining("XDG_RUNTIME_DIR");

        assertThat(engine.docker.calls(VolumeCommand.Create.class)).isEmpty();
    }

    @Test
    void needsNoDirectoryForSocketsThatTheStackDoesNotUse() throws IOException {
        Files.writeString(directory.resolve("sockets"), "in the way");

        assertThat(up(KEY).ports()).hasSize(1);
    }

    @Test
    void leavesThePortsOfARunningEnvironmentWhenOneComesThatSortsFirst() {
        firstWritten = 8081;
        int before = up(KEY).ports().get(0).published();
        assertThat(engine.docker.calls(ContainerCommand.Details.class)).isEmpty();
        firstWritten = 8080;
        publishedPorts = 2;

        UpResult again = up(KEY);

        assertThat(again.ports()).extracting(PublishedPort::published).containsExactly(before + 1, before);
        assertThat(engine.docker.calls(ContainerCommand.Details.class)).hasSize(1);
    }

    @Test
    void movesOnlyTheOneThatIsTakenOutOfASlotWithoutRoomAndTakesNothingDown() {
        publishedPorts = 16;
        List<Integer> before = published(up(KEY));
        stolenPorts = 1;

        List<Integer> after = published(up(KEY));

        assertThat(taken).containsExactly(before.get(0));
        assertThat(after.subList(1, 16)).isEqualTo(before.subList(1, 16));
        assertThat(after.get(0)).isNotIn(before);
        assertThat(upsAndDowns()).containsExactly("up esb-e2e", "up esb-e2e", "up esb-e2e");
    }

    private static List<Integer> published(UpResult result) {
        return result.ports().stream().map(PublishedPort::published).toList();
    }

    private UpResult up(EnvironmentKey key) {
        return up(request(key));
    }

    private UpResult up(EnvironmentKey key, Owner owner) {
        return run(owner, request(key), OPTIONS);
    }

    private UpResult up(StackRequest request) {
        return run(FakeEngine.BUILD, request, OPTIONS);
    }

    private UpResult run(Owner owner, StackRequest request, UpOptions options) {
        return new Up(engine.docker, owner, time, ELSEWHERE, messages, time, time).run(request, options);
    }

    private StackRequest request(EnvironmentKey key) {
        DirectoryLayout layout = new DirectoryLayout(
                directory.resolve("home"), directory.resolve("sockets"), directory.resolve("target"));
        return StackRequest.of(key, layout, directory);
    }

    private static int firstPort(UpResult result) {
        return 20000 + 16 * result.environment().slot();
    }

    private List<ComposeCommand.Up> composeUps() {
        return engine.docker.calls(ComposeCommand.Up.class);
    }

    private List<String> upsAndDowns() {
        List<String> calls = new ArrayList<>();
        for (DockerCommand<?> call : engine.docker.calls()) {
            if (call instanceof ComposeCommand.Up up) {
                calls.add("up " + up.project());
            } else if (call instanceof ComposeCommand.Down down) {
                calls.add("down " + down.project());
            }
        }
        return calls;
    }

    /** A service {@code web} with as many ports as the test wants, on the default network. */
    private ObjectNode model() {
        String ports = IntStream.range(0, publishedPorts)
                .map(i -> firstWritten + i)
                .mapToObj(port ->
                        "{target: %s, published: '%s', protocol: tcp}".formatted(hasOneTarget ? 80 : port - 8000, port))
                .collect(Collectors.joining(", "));
        return (ObjectNode) yaml("""
                name: esb-e2e
                services: {web: {image: '%s', ports: [%s], networks: {default: null}%s}}
                networks: {default: {name: esb-e2e_default}}
                """.formatted(image, ports, shared ? ", pid: host" : ""));
    }

    /** Starts what the rendered file describes, unless a port or a subnet of it is taken. */
    private Object composeUp(ComposeCommand.Up command) {
        duringComposeUp.run();
        if (!composeError.isEmpty()) {
            return FakeDocker.failure(1, composeError);
        }
        JsonNode model = yaml(read(command.file()));
        List<PortBinding> ports = new ArrayList<>();
        model.at("/services/web/ports")
                .forEach(port -> ports.add(new PortBinding(
                        "0.0.0.0",
                        port.path("published").asInt(),
                        port.path("target").asInt(),
                        "tcp")));
        steal(ports, model.at("/networks/default/ipam/config/0/subnet").asText());
        for (PortBinding port : ports) {
            if (taken.contains(port.published())) {
                return FakeDocker.failure(
                        1,
                        "Error response from daemon: driver failed programming external connectivity on endpoint web:"
                                + " Bind for 0.0.0.0:%s failed: port is already allocated".formatted(port.published()));
            }
        }
        if (stolenSubnets-- > 0) {
            return FakeDocker.failure(
                    1,
                    "failed to create network esb-e2e_default: Error response from daemon:"
                            + " Pool overlaps with other one on this address space");
        }
        engine.containers.removeIf(container -> container.project().equals(command.project()));
        engine.containers.add(new ContainerSummary(
                "web", "web", command.project(), "web", 1, "running", "Up 1 second (healthy)", ports));
        return null;
    }

    private void steal(List<PortBinding> ports, String subnet) {
        if (stolenPorts-- > 0) {
            taken.add(ports.get(0).published());
        }
        if (stolenSubnets > 0) {
            engine.networks.add(new Network("thief-" + stolenSubnets, "", "", List.of(subnet)));
        }
    }

    private static JsonNode yaml(String text) {
        try {
            return new YAMLMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
