/**
 * Brings an environment up, and looks at environments that are up. {@link dev.esb.lifecycle.Up} plans, has {@link dev.esb.start} start the
 * stack, waits until its services are ready, runs the provision commands and writes the results;
 * {@link dev.esb.lifecycle.EnvironmentQueries} lists environments, containers and logs. What takes an environment down is in
 * {@link dev.esb.cleanup}.
 */
package dev.esb.lifecycle;
