package dev.esb.isolation;

import java.util.List;

/** What becomes of a network that the stack takes for granted ({@code external}), after the engine was asked who is on it. */
public sealed interface ExternalNetwork {

    /**
     * The environment gets one of its own, which is as the engine's.
     *
     * @param others names of containers outside the stack that are on the external one all the same: the environment, which runs, has had its
     *     own before they were
     * @param subnets the engine's, in CIDR notation; empty where there is no such network
     * @param isInternal whether containers reach nothing outside of it
     * @param hasIpv6 whether containers have IPv6 addresses on it
     */
    record Own(List<String> others, List<String> subnets, boolean isInternal, boolean hasIpv6)
            implements ExternalNetwork {
        /** In place of a network that is not on the engine. */
        public static final Own OF_NONE = new Own(List.of(), List.of(), false, false);
    }

    /**
     * All environments use the external one.
     *
     * @param reason why, as part of a sentence: {@code the container traefik is on it}
     * @param advice what the user can do to get another one
     */
    record Shared(String reason, String advice) implements ExternalNetwork {}
}
