/**
 * Brings an environment up, and looks at environments that are up. {@link dev.esb.lifecycle.Up} starts the stack of a plan, waits until
 * its services are ready, runs the provision commands and writes the results; {@link dev.esb.lifecycle.EnvironmentQueries} lists
 * environments, containers and logs. What takes an environment down is in {@link dev.esb.cleanup}.
 */
package dev.esb.lifecycle;
