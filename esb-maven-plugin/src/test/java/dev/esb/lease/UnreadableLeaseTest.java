package dev.esb.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.EsbException;
import dev.esb.FakeTime;
import dev.esb.RecordedMessages;
import dev.esb.docker.FakeDocker;
import dev.esb.docker.VolumeCommand;
import dev.esb.environment.EnvironmentKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** A lease that another version of the plugin, or another program, has written. */
class UnreadableLeaseTest {
    private static final EnvironmentKey KEY = EnvironmentKey.of("e2e-1", "");

    private final LeaseFixture engine = new LeaseFixture();
    private final FakeDocker docker = engine.serve(new FakeDocker());
    private final RecordedMessages messages = new RecordedMessages();
    private final FakeTime time = new FakeTime();
    private final LeaseRegistry leases = new LeaseRegistry(docker, Owners.PERSON, time, time, messages);

    @Test
    void isNoErrorForOtherEnvironmentsAndOneWarning() {
        write("esb-slot-5", Map.of("dev.esb.slot", "x", "dev.esb.env", "theirs", "dev.esb.claim", "c"));
        Lease own = engine.hold(KEY, 7, Owners.PERSON);

        assertThat(leases.all()).containsExactly(own);
        assertThat(leases.withLost(KEY)).containsExactly(own);

        assertThat(messages.warnings)
                .singleElement()
                .asString()
                .contains("'esb-slot-5' cannot be read, and its slot counts as taken")
                .contains("docker volume rm esb-slot-5");
    }

    @Test
    void ofALaterFormatIsNotMisread() {
        Map<String, String> labels =
                new HashMap<>(engine.hold(KEY, 5, Owners.PERSON).labels());
        labels.put("dev.esb.format", "3");
        engine.removeVolume("esb-slot-5");
        write("esb-slot-5", labels);

        assertThat(leases.all()).isEmpty();

        assertThat(messages.warnings).hasSize(1);
    }

    @Test
    void keepsItsSlot() {
        write("esb-slot-5", Map.of("dev.esb.slot", "", "dev.esb.env", "theirs"));
        Set<Integer> othersThan5And6 = IntStream.rangeClosed(0, 20)
                .filter(slot -> slot != 5 && slot != 6)
                .boxed()
                .collect(Collectors.toSet());

        Lease lease = leases.claim(
                KEY, "", new SlotDemand(1, 1, 20, 20, othersThan5And6), List.of(), OptionalInt.empty(), slot -> true);

        assertThat(lease.slot()).isEqualTo(6);
        assertThatThrownBy(() -> leases.claim(
                        EnvironmentKey.of("pinned", ""),
                        "",
                        new SlotDemand(1, 1, 20, 20, Set.of()),
                        List.of(),
                        OptionalInt.of(5),
                        slot -> true))
                .isInstanceOf(EsbException.class)
                .hasMessageContaining("esb-slot-5");
    }

    @Test
    void ofThisEnvironmentIsRefused() {
        write("esb-slot-5", Map.of("dev.esb.slot", "x", "dev.esb.env", "e2e-1", "dev.esb.stack", ""));

        for (ThrowingCallable read : List.<ThrowingCallable>of(() -> leases.all(KEY), () -> leases.withLost(KEY))) {
            assertThatThrownBy(read)
                    .isInstanceOf(EsbException.class)
                    .hasMessageContaining(
                            "The lease of the environment 'e2e-1', in the volume 'esb-slot-5', cannot be read.")
                    .hasMessageContaining("docker volume rm esb-slot-5");
        }
    }

    @Test
    void isNotWhateverElseHasTheLabel() {
        write("backup", Map.of("dev.esb.slot", "x"));

        assertThat(leases.all()).isEmpty();
        assertThat(messages.warnings).isEmpty();
    }

    private void write(String name, Map<String, String> labels) {
        docker.run(new VolumeCommand.Create(name, labels));
    }
}
