/**
 * Everything that ends an environment.
 *
 * <p>The words, which are not the same:
 *
 * <ul>
 *   <li>{@link dev.esb.cleanup.Down} takes one environment down.
 *   <li>A {@link dev.esb.cleanup.Sweep} finds environments that have a lease but whose build has ended or whose {@code ttl} is over, and
 *       takes them down.
 *   <li>{@linkplain dev.esb.cleanup.Orphans Orphans} are single containers, networks and volumes that the engine made for a build after
 *       the build had ended and its lease was released.
 *   <li>{@linkplain dev.esb.cleanup.StrayDirectories Stray directories} are on the host's disk, and their environment is not on the engine.
 *   <li>{@link dev.esb.cleanup.Prune} lists all three, and removes them where the user asks for it.
 * </ul>
 *
 * <p>The {@link dev.esb.cleanup.Watchdog} is a process that takes an environment down when its build was killed and cannot.
 */
package dev.esb.cleanup;
