package dev.esb.environment;

import java.util.Optional;

/**
 * The subnet that a network's address pool gets in an environment.
 *
 * @param written the subnet in the file; empty if the file leaves the choice to the engine
 * @param assigned the subnet in the environment
 */
public record SubnetAssignment(Optional<Subnet> written, Subnet assigned) {}
