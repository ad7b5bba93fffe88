/**
 * Builds that end in every way there is, on a real engine: each is a Maven process of the project {@code src/failure}, and
 * afterwards nothing of its environment may be left on the engine or on disk, while a neighbour went on undisturbed.
 */
package dev.esb.it.failure;
