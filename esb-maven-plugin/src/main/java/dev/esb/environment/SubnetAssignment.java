package dev.esb.environment;

import java.util.Optional;

/**
 * The subnet that a network's address pool gets in an environment.
 *
 * @param written the subnet that the file has; empty where it leaves the choice to the engine
 */
public record SubnetAssignment(Optional<Subnet> written, Subnet assigned) {}
