/**
 * Reading a stack and writing the rendered file. Compose itself reads the files of a stack, in whatever version is installed;
 * merging, {@code extends}, {@code include}, profiles and interpolation are its business.
 */
package dev.esb.compose;
