/**
 * Turns a stack into one that can run beside itself.
 *
 * <p>A stack is the model that {@code docker compose config} prints, as JSON. {@link dev.esb.isolation.StackPorts} and
 * {@link dev.esb.isolation.StackNetworks} read what it asks for, {@link dev.esb.isolation.PortPlanner} and
 * {@link dev.esb.isolation.SubnetPlanner} decide what it gets, and {@link dev.esb.isolation.Isolator} applies one
 * {@link dev.esb.isolation.Rule} after another. Nothing here starts a process or knows of an engine.
 */
package dev.esb.isolation;
