/**
 * What {@code esb:wrapper} writes into a project: the scripts {@code esb} and {@code esb.cmd}, which start the command line ({@code dev.esb.cli}) without
 * Maven, and {@code .esb.properties}, which tells them what only Maven can read from the pom.
 */
package dev.esb.wrapper;
