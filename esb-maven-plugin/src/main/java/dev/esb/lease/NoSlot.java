package dev.esb.lease;

import dev.esb.EsbException;
import dev.esb.environment.EnvironmentKey;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Explains that no slot is free: who holds slots, and what uses the ports and subnets of the others. */
record NoSlot(EnvironmentKey key, SlotDemand demand, SlotRoom room) {
    /** How many holders a message names; a longer list would hide the rest of the message. */
    private static final int MOST_NAMES = 5;

    /** @param now the leases as they are now */
    EsbException exception(LeaseListing now) {
        List<Lease> holders = now.leases().stream()
                .filter(lease -> slots().anyMatch(lease::covers))
                .sorted(Comparator.comparingInt(Lease::slot))
                .toList();
        List<String> unreadable = now.unreadable().stream()
                .map(UnreadableLease::volume)
                .filter(volume -> slots().anyMatch(slot -> volume.equals("esb-slot-" + slot)))
                .toList();
        Set<Integer> held = new HashSet<>();
        slots().filter(slot -> holders.stream().anyMatch(lease -> lease.covers(slot))
                        || unreadable.contains("esb-slot-" + slot))
                .forEach(held::add);
        List<String> names = Stream.concat(
                        holders.stream().map(lease -> "'%s' (%s)".formatted(lease.key(), lease.owner())),
                        unreadable.stream().map("the volume '%s', which cannot be read"::formatted))
                .toList();
        return new EsbException("No slot is free for the environment '%s'%s.%s%s %s."
                .formatted(
                        key,
                        demand.count() == 1 ? "" : ", which needs %s in a row".formatted(demand.count()),
                        held.isEmpty() ? "" : " " + holders(held.size(), names),
                        held.size() == demand.last() ? "" : " " + others(held),
                        advice(!held.isEmpty())));
    }

    private IntStream slots() {
        return IntStream.rangeClosed(1, demand.last());
    }

    private String holders(int held, List<String> names) {
        String text = String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size())))
                + (names.size() > MOST_NAMES ? " and %s more".formatted(names.size() - MOST_NAMES) : "");
        return demand.last() == 1
                ? "The only slot that its ports and subnets are in is held by %s.".formatted(text)
                : "Of the %s slots that its ports and subnets can be in, %s %s held: by %s."
                        .formatted(demand.last(), held, held == 1 ? "is" : "are", text);
    }

    private String others(Set<Integer> held) {
        boolean isHeldApart = demand.slots()
                .mapToObj(slot -> new SlotRun(slot, demand.count()))
                .noneMatch(run -> run.isFree(held));
        String users = room.users();
        if (isHeldApart || users.isEmpty()) {
            return demand.count() == 1
                    ? "The rest has too few ports or subnets for the stack."
                    : "No %s in a row are left.".formatted(demand.count());
        }
        return "What it would have%s is in use: %s.".formatted(held.isEmpty() ? "" : " in the rest", users);
    }

    private String advice(boolean isHeld) {
        String options = room.options();
        if (!isHeld) {
            return options.substring(0, 1).toUpperCase(Locale.ROOT) + options.substring(1);
        }
        return "'mvn esb:list' shows who holds slots; take down what is not needed (mvn esb:down -Desb.env=NAME), or "
                + options;
    }
}
