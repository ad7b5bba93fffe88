/**
 * Ends environments, and removes what builds have left behind.
 *
 * <p>Five words with different meanings:
 *
 * <ul>
 *   <li>{@link dev.esb.cleanup.Down} takes one environment down.
 *   <li>An {@link dev.esb.cleanup.EnvironmentSweep} takes down the environments that have a lease, but whose build has ended or whose
 *       {@code ttl} is over.
 *   <li>{@linkplain dev.esb.cleanup.Orphans Orphans} are single containers, networks and volumes that the engine created for a build
 *       after the build had ended and its lease was released.
 *   <li>{@linkplain dev.esb.cleanup.StrayDirectories Stray directories} are on the host's disk; their environment has no lease on the
 *       engine. Where one could not be removed, it has got another name ({@link dev.esb.environment.SetAsideDirectory}).
 *   <li>{@link dev.esb.cleanup.Prune} lists ended environments, orphans and stray directories, and removes them if the user asks for it.
 * </ul>
 *
 * <p>The {@link dev.esb.cleanup.Watchdog} is a process that takes an environment down after its build was killed.
 * {@link dev.esb.cleanup.ServiceLogs} saves the logs of services before their containers are removed.
 */
package dev.esb.cleanup;
