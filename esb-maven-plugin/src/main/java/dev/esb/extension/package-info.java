/**
 * What the Maven processes that {@code esb:matrix} starts have in addition to Maven's own components: a build directory for each environment,
 * and an end when the process that has started them ends. Maven loads these classes as a core extension, from a file of their own
 * ({@code dev.esb.matrix}), so they use no other class of this plugin. In other builds, no Maven loads them.
 */
package dev.esb.extension;
