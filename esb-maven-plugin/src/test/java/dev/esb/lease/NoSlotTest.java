package dev.esb.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.EsbException;
import dev.esb.Reporter;
import dev.esb.Sleep;
import dev.esb.docker.FakeDocker;
import dev.esb.docker.VolumeCommand;
import dev.esb.environment.EnvironmentKey;
import java.time.Clock;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a user reads whose stack gets no slot, and which slots are tried before. */
class NoSlotTest {
    private static final EnvironmentKey KEY = EnvironmentKey.of("e2e", "");

    private final LeaseFixture engine = new LeaseFixture();
    private final FakeDocker docker = engine.serve(new FakeDocker());
    private final LeaseRegistry leases =
            new LeaseRegistry(docker, Owners.PERSON, Clock.systemUTC(), Sleep.SYSTEM, Reporter.NONE);

    @Test
    void saysWhatIsInUseWhereNoEnvironmentHoldsASlot() {
        assertThatThrownBy(() -> claim(1, 1, new Room(Set.of(), Set.of())))
                .isInstanceOf(EsbException.class)
                .hasMessage(
                        "No slot is free for the environment 'e2e'. What it would have is in use: port 1. Name others.");
    }

    @Test
    void saysWhoHoldsTheOnlySlot() {
        engine.hold(EnvironmentKey.of("a", ""), 1, Owners.PERSON);

        assertThatThrownBy(() -> claim(1, 1, new Room(Set.of(1), Set.of())))
                .hasMessage(
                        "No slot is free for the environment 'e2e'. The only slot that its ports and subnets are in is held by 'a' (%s). "
                                        .formatted(Owners.PERSON)
                                + "'mvn esb:list' shows who holds slots; take down what is not needed (mvn esb:down -Desb.env=NAME), or name others.");
    }

    @Test
    void countsTheSlotsThatAreHeldAndSaysWhatIsInUseInTheRest() {
        engine.hold(EnvironmentKey.of("a", ""), 2, Owners.PERSON);
        engine.hold(EnvironmentKey.of("beyond", ""), 9, Owners.PERSON);

        assertThatThrownBy(() -> claim(1, 3, new Room(Set.of(), Set.of())))
                .hasMessageContaining("Of the 3 slots that its ports and subnets can be in, 1 is held: by 'a' (")
                .hasMessageContaining(" What it would have in the rest is in use: port 1. ")
                .hasMessageNotContaining("beyond");
    }

    @Test
    void namesFiveHoldersAndCountsTheOthers() {
        for (int slot = 1; slot <= 7; slot++) {
            engine.hold(EnvironmentKey.of("env-" + slot, ""), slot, Owners.PERSON);
        }

        assertThatThrownBy(() -> claim(1, 7, new Room(Set.of(), Set.of())))
                .hasMessageContaining("7 are held: by 'env-1' (")
                .hasMessageContaining("'env-5' (" + Owners.PERSON + ") and 2 more. 'mvn esb:list'")
                .hasMessageNotContaining("in use");
    }

    @Test
    void countsALeaseThatCannotBeRead() {
        docker.run(new VolumeCommand.Create("esb-slot-1", Map.of("dev.esb.slot", "")));

        assertThatThrownBy(() -> claim(1, 1, new Room(Set.of(1), Set.of())))
                .hasMessageContaining("is held by the volume 'esb-slot-1', which cannot be read.");
    }

    @Test
    void saysThatNoRunIsLeftBetweenThoseThatAreHeld() {
        engine.hold(EnvironmentKey.of("a", ""), 2, Owners.PERSON);

        assertThatThrownBy(() -> claim(2, 3, new Room(Set.of(1, 2, 3), Set.of())))
                .hasMessageContaining("'e2e', which needs 2 in a row. Of the 3 slots")
                .hasMessageContaining(" No 2 in a row are left. ")
                .hasMessageNotContaining("in use");
    }

    @Test
    void aSlotWithOtherPortsIsBetterThanNone() {
        engine.hold(EnvironmentKey.of("a", ""), 2, Owners.PERSON);

        assertThat(claim(1, 3, new Room(Set.of(), Set.of(2, 3))).slot()).isEqualTo(3);
    }

    @Test
    void aFreeSlotIsBetterThanOneWithOtherPorts() {
        int[] order =
                LeaseRegistry.slots(KEY, new SlotDemand(1, 1, 3, 3, Set.of())).toArray();

        assertThat(claim(1, 3, new Room(Set.of(order[2]), Set.of(1, 2, 3))).slot())
                .isEqualTo(order[2]);
    }

    @Test
    void aPinnedSlotThatIsNotThereIsExplained() {
        SlotDemand demand = new SlotDemand(2, 2, 7, 7, Set.of(4));

        assertThatThrownBy(() -> ClaimChecks.requireAccepted(0, demand)).hasMessageContaining("slots begin with 1");
        assertThatThrownBy(() -> ClaimChecks.requireAccepted(8, demand))
                .hasMessageContaining("there are ports and subnets for the slots 1 to 7.");
        assertThatThrownBy(() -> ClaimChecks.requireAccepted(7, demand))
                .hasMessageContaining("the stack needs 2 slots in a row, and the last one is 7.");
        assertThatThrownBy(() -> ClaimChecks.requireAccepted(3, demand))
                .hasMessageContaining("need 2 slots in a row, from a multiple of 2 on.");
        assertThatThrownBy(() -> ClaimChecks.requireAccepted(4, demand))
                .hasMessageContaining("has too few ports for the stack. Leave esb.index out");
        assertThatThrownBy(() -> ClaimChecks.requireAccepted(2, new SlotDemand(1, 1, 1, 1, Set.of())))
                .hasMessageContaining("there are ports and subnets for one slot, 1.");
    }

    @Test
    void aPinnedSlotSaysWhichOneOfItsRunIsHeld() {
        SlotDemand pair = new SlotDemand(2, 1, 9, 9, Set.of());
        engine.hold(EnvironmentKey.of("a", ""), 6, Owners.PERSON);

        assertThatThrownBy(() -> pin(5, pair))
                .hasMessage(
                        "Slot 6, which the stack needs beside slot 5 (esb.index), is held by the environment 'a' (%s, since 2026-01-31T12:00:00Z). Leave esb.index out to get a free slot, or take that environment down: mvn esb:down -Desb.env=a"
                                .formatted(Owners.PERSON));
        assertThatThrownBy(() -> pin(6, pair))
                .hasMessageStartingWith("Slot 6 (esb.index) is held by the environment 'a'");
    }

    @Test
    void aPinnedSlotSaysThatItsLeaseCannotBeRead() {
        docker.run(new VolumeCommand.Create("esb-slot-5", Map.of("dev.esb.slot", "")));

        assertThatThrownBy(() -> pin(5, new SlotDemand(1, 1, 9, 9, Set.of())))
                .hasMessageStartingWith("Slot 5 (esb.index) is held by the volume 'esb-slot-5', which cannot be read. ")
                .hasMessageEndingWith("if no environment uses it, remove it: docker volume rm esb-slot-5.");
    }

    private Lease pin(int slot, SlotDemand demand) {
        return leases.claim(KEY, "/project", demand, leases.all(), OptionalInt.of(slot), any -> true);
    }

    private record Room(Set<Integer> free, Set<Integer> others) implements SlotRoom {
        @Override
        public boolean isFree(int slot) {
            return free.contains(slot);
        }

        @Override
        public boolean hasOthers(int slot) {
            return others.contains(slot);
        }

        @Override
        public String users() {
            return "port 1";
        }

        @Override
        public String options() {
            return "name others";
        }
    }

    private Lease claim(int count, int last, SlotRoom room) {
        SlotDemand demand = new SlotDemand(count, 1, last, last, Set.of());
        return leases.claim(KEY, "/project", demand, leases.all(), OptionalInt.empty(), room);
    }
}
