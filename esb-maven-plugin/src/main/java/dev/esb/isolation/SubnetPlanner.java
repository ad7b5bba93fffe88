package dev.esb.isolation;

import dev.esb.EsbException;
import dev.esb.environment.NetworkRequest;
import dev.esb.environment.NetworkRequest.Pool;
import dev.esb.environment.Subnet;
import dev.esb.environment.SubnetAssignment;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides which subnets an environment gets: equal parts of the range that its slot has in the pool.
 *
 * <p>A slot's range is a 1024th of the pool. Where a file asks for static addresses, a subnet is made large enough for their
 * host parts, and a stack that outgrows its slot's range takes a run of slots. IPv6 subnets come from a unique local prefix
 * (RFC 4193), 64 bits each, so they need no pool.
 *
 * @param pool where IPv4 subnets come from
 */
public record SubnetPlanner(Subnet pool) {
    /**
     * Private address space (RFC 1918) that Docker's default pools, home routers and most company networks leave alone.
     */
    public static final Subnet DEFAULT_POOL = Subnet.parse("10.208.0.0/12");

    private static final int SLOT_BITS = 10;
    private static final int SMALLEST_PREFIX = 28;
    private static final int LARGEST_COMMON_PREFIX = 24;
    private static final String IPV6_PREFIX = "fdeb:5b00::/32";

    /**
     * Reads the parameter {@code subnetPool}.
     *
     * @throws EsbException when it is not an IPv4 subnet of at least 2^14 addresses
     */
    public static SubnetPlanner of(String text) {
        try {
            Subnet pool = Subnet.parse(text.strip());
            if (!pool.isIpv6() && pool.prefix() <= SMALLEST_PREFIX - SLOT_BITS) {
                return new SubnetPlanner(pool);
            }
        } catch (IllegalArgumentException e) {
            // Told below, together with what would be right.
        }
        throw new EsbException(
                "The subnet pool '%s' (esb.subnetPool) is not usable: it has to be an IPv4 subnet with a prefix of at"
                                .formatted(text)
                        + " most /%d, such as the default %s.".formatted(SMALLEST_PREFIX - SLOT_BITS, DEFAULT_POOL));
    }

    /** The highest slot that has a range. */
    public int lastSlot() {
        return (1 << SLOT_BITS) - 1;
    }

    /** How many slots in a row these networks take, a power of two; the first has to be a multiple of it. */
    public int slots(List<NetworkRequest> requests) {
        long addresses =
                sizes(requests).values().stream().mapToLong(Long::longValue).sum();
        int slots = 1;
        while (slots * range() < addresses) {
            slots *= 2;
        }
        if (slots > lastSlot() / 2) {
            throw new EsbException(
                    "The networks %s need %d addresses, more than the subnet pool %s (esb.subnetPool) has."
                            .formatted(
                                    requests.stream().map(NetworkRequest::name).toList(), addresses, pool));
        }
        return slots;
    }

    /** The subnets in that slot when nothing is in the way. */
    public Map<String, List<SubnetAssignment>> assign(List<NetworkRequest> requests, int slot) {
        return assign(requests, slot, List.of()).orElseThrow();
    }

    /**
     * A subnet for each address pool of each network; one for a network that asks for none.
     *
     * @param occupied subnets that are in use by something else
     * @return nothing when the slot has too little room beside those
     */
    public Optional<Map<String, List<SubnetAssignment>>> assign(
            List<NetworkRequest> requests, int slot, List<Subnet> occupied) {
        Map<String, Subnet> ipv4 = place(requests, slot, occupied);
        Map<String, List<SubnetAssignment>> assigned = new LinkedHashMap<>();
        int ipv6 = 0;
        for (NetworkRequest request : requests) {
            List<SubnetAssignment> subnets = new ArrayList<>();
            for (int i = 0; i < poolCount(request); i++) {
                Subnet subnet = isIpv6(request, i)
                        ? Subnet.parse(IPV6_PREFIX).block(48, slot).block(64, ipv6++)
                        : ipv4.get(place(request, i));
                if (subnet == null || occupied.stream().anyMatch(subnet::overlaps)) {
                    return Optional.empty();
                }
                subnets.add(new SubnetAssignment(written(request, i), subnet));
            }
            assigned.put(request.name(), subnets);
        }
        return Optional.of(assigned);
    }

    /** Largest first, each at a multiple of its size; one for which there is no room is left out. */
    private Map<String, Subnet> place(List<NetworkRequest> requests, int slot, List<Subnet> occupied) {
        Map<String, Subnet> placed = new LinkedHashMap<>();
        List<Subnet> inTheWay = new ArrayList<>(occupied);
        long start = slot * range();
        long end = start + slots(requests) * range();
        sizes(requests).entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .forEach(entry -> {
                    long size = entry.getValue();
                    int prefix = 32 - Long.numberOfTrailingZeros(size);
                    for (long n = start / size; (n + 1) * size <= end; n++) {
                        Subnet candidate = pool.block(prefix, n);
                        if (inTheWay.stream().noneMatch(candidate::overlaps)) {
                            placed.put(entry.getKey(), candidate);
                            inTheWay.add(candidate);
                            return;
                        }
                    }
                });
        return placed;
    }

    /** How many addresses each IPv4 pool gets: a power of two. */
    private Map<String, Long> sizes(List<NetworkRequest> requests) {
        long pools = requests.stream().mapToLong(request -> poolCount(request)).sum();
        long common = range() / Math.max(1, Long.highestOneBit(Math.max(1, 2 * pools - 1)));
        long usual = Math.max(1L << (32 - SMALLEST_PREFIX), Math.min(common, 1L << (32 - LARGEST_COMMON_PREFIX)));
        Map<String, Long> sizes = new LinkedHashMap<>();
        for (NetworkRequest request : requests) {
            for (int i = 0; i < poolCount(request); i++) {
                if (!isIpv6(request, i)) {
                    sizes.put(place(request, i), Math.max(usual, needed(request, i)));
                }
            }
        }
        return sizes;
    }

    /** Room for the highest host part in use, and for the broadcast address behind it. */
    private static long needed(NetworkRequest request, int index) {
        if (index >= request.pools().size()
                || request.pools().get(index).subnet().isEmpty()) {
            return 0;
        }
        Pool pool = request.pools().get(index);
        Subnet written = Subnet.parse(pool.subnet());
        List<String> used = new ArrayList<>(pool.inside().values());
        used.addAll(request.addresses());
        BigInteger end = BigInteger.ZERO;
        for (String text : used) {
            Subnet block = Subnet.parse(text);
            if (written.contains(block)) {
                end = end.max(block.first().add(block.size()).subtract(written.first()));
            }
        }
        // A range that reaches to the end of its subnet has the broadcast address inside already.
        BigInteger room = end.equals(written.size()) ? end : end.add(BigInteger.ONE);
        return 1L << room.subtract(BigInteger.ONE).bitLength();
    }

    private long range() {
        return 1L << (32 - pool.prefix() - SLOT_BITS);
    }

    /** The pools of the file, and an IPv4 one where it has none: else the engine would take one from its own few. */
    private static int poolCount(NetworkRequest request) {
        boolean hasIpv4 =
                request.pools().stream().anyMatch(pool -> !pool.subnet().contains(":"));
        return request.pools().size() + (hasIpv4 ? 0 : 1);
    }

    private static boolean isIpv6(NetworkRequest request, int index) {
        return index < request.pools().size()
                && request.pools().get(index).subnet().contains(":");
    }

    private static Optional<Subnet> written(NetworkRequest request, int index) {
        return index < request.pools().size()
                        && !request.pools().get(index).subnet().isEmpty()
                ? Optional.of(Subnet.parse(request.pools().get(index).subnet()))
                : Optional.empty();
    }

    private static String place(NetworkRequest request, int index) {
        return request.name() + "#" + index;
    }
}
