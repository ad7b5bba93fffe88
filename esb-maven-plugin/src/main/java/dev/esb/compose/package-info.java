/**
 * Reads a stack and writes the rendered file. The installed Compose reads the files of a stack; merging, {@code extends}, {@code include},
 * profiles and interpolation are not implemented here.
 */
package dev.esb.compose;
