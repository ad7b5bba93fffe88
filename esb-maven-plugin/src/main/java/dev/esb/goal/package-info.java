/**
 * The goals that need an environment's name at most, and neither a pom nor a Compose file: from values that are read to lines that are printed. Maven's
 * goals and the command line call the same ones. {@link dev.esb.goal.GoalContext} is what the two do in ways of their own.
 */
package dev.esb.goal;
