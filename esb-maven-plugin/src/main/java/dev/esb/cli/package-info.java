/**
 * The command line {@code esb}, which the scripts of {@code esb:wrapper} start without Maven. A command that works by an environment's name alone calls
 * the same code as the goal of its name ({@code dev.esb.goal}); {@code up}, {@code run} and others that need the pom call Maven. Knows nothing of Maven's
 * classes.
 */
package dev.esb.cli;
