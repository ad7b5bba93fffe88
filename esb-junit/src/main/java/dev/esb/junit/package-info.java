/**
 * An extension of JUnit that gives tests the ports of their environment: those of the build that runs them, else those of the module's environment that is up, else
 * of one that it brings up. {@link dev.esb.junit.EsbPort}, {@link dev.esb.junit.EsbUrl} and {@link dev.esb.junit.EsbEnvironment} say where a test wants them;
 * {@link dev.esb.junit.EsbReset} has a test begin with the data of the snapshot.
 *
 * <p>Nothing here works on environments itself: it starts one JVM of {@code esb-maven-plugin}, and calls its commands.
 */
package dev.esb.junit;
