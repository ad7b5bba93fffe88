package dev.esb.lifecycle;

import dev.esb.environment.PortAssignment;

/**
 * A port of a container as the engine has bound it to the host.
 *
 * @param planned what the plan has for it
 * @param replica 1 for the first of the service's containers that publish it, in the order of their numbers, 2 for the second
 * @param address the address of the host that the port is bound to; empty for every address
 * @param published the port of the host
 */
record BoundPort(PortAssignment planned, int replica, String address, int published) {}
