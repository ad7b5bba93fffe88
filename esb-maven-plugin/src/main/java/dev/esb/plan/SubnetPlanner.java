package dev.esb.plan;

import dev.esb.EsbException;
import dev.esb.environment.NetworkRequest;
import dev.esb.environment.PrivateAddresses;
import dev.esb.environment.Subnet;
import dev.esb.environment.SubnetAssignment;
import dev.esb.environment.UnusableValueException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Decides which subnets an environment gets: equal parts of its slot's range in the pool.
 *
 * <p>A slot's range is a 1024th of the pool. Where the file has static addresses, the subnet is made large enough for their host parts. A
 * stack that needs more addresses than its slot's range has takes several slots in a row. IPv6 subnets are blocks of 64 bits of one
 * unique local prefix (RFC 4193), which has room for every slot, so there is no parameter for it.
 *
 * @param pool the IPv4 addresses that are divided among the slots
 */
public record SubnetPlanner(Subnet pool) {
    /**
     * Private address space (RFC 1918) that Docker's default pools do not use, and home routers and company networks rarely do.
     */
    public static final Subnet DEFAULT_POOL = Subnet.parse("10.208.0.0/12");

    /** The pool is divided among 2^10 slots. */
    private static final int SLOT_BITS = 10;

    /** A quarter of them: a run of more would begin at a multiple of which there is one at most. */
    private static final int MOST_SLOTS = 1 << (SLOT_BITS - 2);

    /** The prefix length of the smallest subnet that a network gets: 16 addresses. */
    private static final int SMALLEST_PREFIX = 28;

    /** The prefix length of the largest subnet that a network without static addresses gets: 256 addresses. */
    private static final int LARGEST_COMMON_PREFIX = 24;

    private static final String IPV6_PREFIX = "fdeb:5b00::/32";

    private static final int IPV6_SLOT_PREFIX = 48;
    private static final int IPV6_SUBNET_PREFIX = 64;

    /**
     * Reads the parameter {@code subnetPool}, such as {@code 10.208.0.0/12}.
     *
     * @throws dev.esb.EsbException when it is not an IPv4 subnet of private addresses, or has fewer than 2^14 (a smallest subnet for each
     *     slot)
     */
    public static SubnetPlanner of(String text) {
        try {
            Subnet pool = Subnet.parse(text.strip());
            if (pool.prefix() <= SMALLEST_PREFIX - SLOT_BITS && PrivateAddresses.include(pool)) {
                return new SubnetPlanner(pool);
            }
        } catch (IllegalArgumentException e) {
            // The exception below has the same message as for a pool that is too small.
        }
        throw new UnusableValueException(
                "subnet pool",
                "esb.subnetPool",
                text,
                "an IPv4 subnet of private addresses (in %s) with a prefix of at most /%s, such as the default %s"
                        .formatted(PrivateAddresses.names(), SMALLEST_PREFIX - SLOT_BITS, DEFAULT_POOL));
    }

    /** The addresses of a slot. */
    public Subnet ofSlot(int slot) {
        return pool.block(pool.prefix() + SLOT_BITS, slot);
    }

    /** The highest slot that has a range. */
    public int lastSlot() {
        return (1 << SLOT_BITS) - 1;
    }

    /**
     * The number of slots in a row that these networks take: a power of two. The first slot has to be a multiple of it.
     *
     * @throws EsbException when the pool has too few addresses for them
     */
    public int slots(List<NetworkRequest> requests) {
        long addresses =
                sizes(requests).values().stream().mapToLong(Long::longValue).sum();
        int slots = 1;
        while (slots * range() < addresses) {
            slots *= 2;
        }
        if (slots > MOST_SLOTS) {
            throw new EsbException(
                    "%s %s addresses, and an environment gets at most %s, a quarter of the subnet pool %s (esb.subnetPool). Name a larger pool, or give the stack's networks smaller subnets."
                            .formatted(needing(requests), addresses, MOST_SLOTS * range(), pool));
        }
        return slots;
    }

    private static String needing(List<NetworkRequest> requests) {
        String names =
                requests.stream().map(request -> "'" + request.name() + "'").collect(Collectors.joining(", "));
        return requests.size() == 1 ? "The network %s needs".formatted(names) : "The networks %s need".formatted(names);
    }

    /** Assigns the subnets of a slot in which no subnet is in use, to an environment that is not there yet. */
    public Map<String, List<SubnetAssignment>> assign(List<NetworkRequest> requests, int slot) {
        return assign(requests, slot, List.of(), Map.of()).orElseThrow();
    }

    /**
     * Assigns a subnet to each address pool of each network, and one to a network without pools.
     *
     * @param occupied subnets that networks of others, or routes, use
     * @param kept the subnets of the networks that the environment has already, by network. A pool keeps its own one, in whichever slot it
     *     is, if that is large enough
     * @return the assignments by network, in the order of its pools; empty when the slot's range has too little room beside the occupied
     *     and the kept subnets
     */
    public Optional<Map<String, List<SubnetAssignment>>> assign(
            List<NetworkRequest> requests, int slot, List<Subnet> occupied, Map<String, List<Subnet>> kept) {
        Map<AddressPool, Subnet> placed = new HashMap<>(keptPools(requests, kept));
        // Also those of networks that are not in the file any more: Compose does not remove them.
        List<Subnet> unavailable = new ArrayList<>(occupied);
        kept.values().forEach(unavailable::addAll);
        placeIpv4(requests, slot, unavailable, placed);
        placeIpv6(requests, slot, unavailable, placed);
        Map<String, List<SubnetAssignment>> assigned = new LinkedHashMap<>();
        for (NetworkRequest request : requests) {
            List<SubnetAssignment> subnets = new ArrayList<>();
            for (AddressPool pool : AddressPool.of(request)) {
                if (!placed.containsKey(pool)) {
                    return Optional.empty();
                }
                subnets.add(new SubnetAssignment(pool.written(), placed.get(pool)));
            }
            assigned.put(request.name(), subnets);
        }
        return Optional.of(assigned);
    }

    /** The pools that keep the subnet that they have: of several, in their order, the first of the same IP version that is large enough. */
    private static Map<AddressPool, Subnet> keptPools(List<NetworkRequest> requests, Map<String, List<Subnet>> kept) {
        Map<AddressPool, Subnet> pools = new HashMap<>();
        for (NetworkRequest request : requests) {
            List<Subnet> left = new ArrayList<>(kept.getOrDefault(request.name(), List.of()));
            for (AddressPool pool : AddressPool.of(request)) {
                left.stream()
                        .filter(subnet -> subnet.isIpv6() == pool.isIpv6())
                        .filter(subnet -> subnet.isIpv6()
                                ? subnet.prefix() <= IPV6_SUBNET_PREFIX
                                : subnet.size().longValueExact() >= pool.needed())
                        .findFirst()
                        .ifPresent(subnet -> {
                            pools.put(pool, subnet);
                            left.remove(subnet);
                        });
            }
        }
        return pools;
    }

    /** Places the largest first, each at a multiple of its size. One for which there is no room is left out. */
    private void placeIpv4(
            List<NetworkRequest> requests, int slot, List<Subnet> unavailable, Map<AddressPool, Subnet> placed) {
        long start = slot * range();
        long end = start + slots(requests) * range();
        sizes(requests).entrySet().stream()
                .filter(entry -> !placed.containsKey(entry.getKey()))
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .forEach(entry -> {
                    long size = entry.getValue();
                    int prefix = 32 - Long.numberOfTrailingZeros(size);
                    for (long n = start / size; (n + 1) * size <= end; n++) {
                        Subnet candidate = pool.block(prefix, n);
                        if (unavailable.stream().noneMatch(candidate::overlaps)) {
                            placed.put(entry.getKey(), candidate);
                            unavailable.add(candidate);
                            return;
                        }
                    }
                });
    }

    private static void placeIpv6(
            List<NetworkRequest> requests, int slot, List<Subnet> unavailable, Map<AddressPool, Subnet> placed) {
        Subnet own = Subnet.parse(IPV6_PREFIX).block(IPV6_SLOT_PREFIX, slot);
        AddressPool.of(requests).stream()
                .filter(pool -> pool.isIpv6() && !placed.containsKey(pool))
                .forEach(pool -> IntStream.range(0, 1 << (IPV6_SUBNET_PREFIX - IPV6_SLOT_PREFIX))
                        .mapToObj(n -> own.block(IPV6_SUBNET_PREFIX, n))
                        .filter(candidate -> unavailable.stream().noneMatch(candidate::overlaps))
                        .findFirst()
                        .ifPresent(candidate -> {
                            placed.put(pool, candidate);
                            unavailable.add(candidate);
                        }));
    }

    /** The number of addresses for each IPv4 pool: a power of two. */
    private Map<AddressPool, Long> sizes(List<NetworkRequest> requests) {
        List<AddressPool> pools = AddressPool.of(requests);
        long common = range() / Math.max(1, Long.highestOneBit(Math.max(1, 2L * pools.size() - 1)));
        long usual = Math.max(1L << (32 - SMALLEST_PREFIX), Math.min(common, 1L << (32 - LARGEST_COMMON_PREFIX)));
        Map<AddressPool, Long> sizes = new LinkedHashMap<>();
        pools.stream().filter(each -> !each.isIpv6()).forEach(each -> sizes.put(each, Math.max(usual, each.needed())));
        return sizes;
    }

    private long range() {
        return 1L << (32 - pool.prefix() - SLOT_BITS);
    }
}
