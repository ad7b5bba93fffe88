/**
 * Brings an environment up. {@link dev.esb.lifecycle.Up} plans, has {@link dev.esb.start} start the stack, waits until its services are
 * ready, runs the provision commands and writes the results; {@link dev.esb.lifecycle.Reset} puts its data back. What is done with an
 * environment that is up is in {@link dev.esb.service}, and what takes one down in {@link dev.esb.cleanup}.
 */
package dev.esb.lifecycle;
