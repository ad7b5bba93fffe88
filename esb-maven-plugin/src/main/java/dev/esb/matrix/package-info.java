/**
 * Several environments of one build at the same time, each in a Maven process of its own: {@code esb:matrix}. What is to be run, how it runs,
 * and what has come of it.
 */
package dev.esb.matrix;
