/**
 * The goals. Each reads its parameters, calls one service, and reports the result to Maven and the tests. This and {@code dev.esb.extension} are the
 * only packages that use {@code org.apache.maven}; this one also decides what takes an environment down when a build ends.
 */
package dev.esb.maven;
