/**
 * The goals. Each reads its parameters, calls one service, and reports the result to Maven and the tests. This is the only package that
 * uses {@code org.apache.maven}; it also decides what takes an environment down when a build ends.
 */
package dev.esb.maven;
