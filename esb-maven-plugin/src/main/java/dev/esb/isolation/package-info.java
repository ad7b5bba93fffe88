/**
 * Changes a stack so that several copies of it can run on one engine at the same time.
 *
 * <p>The input is the model that {@code docker compose config} prints as JSON. {@link dev.esb.isolation.StackPorts} and
 * {@link dev.esb.isolation.StackNetworks} read which ports and subnets it asks for, and {@link dev.esb.isolation.Isolator} applies one
 * {@link dev.esb.isolation.Rule} after another, with the ones that the package {@code plan} has decided on. Nothing here starts a process, accesses a file or uses an engine.
 */
package dev.esb.isolation;
