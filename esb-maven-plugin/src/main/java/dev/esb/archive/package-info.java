/**
 * Tar archives of directories, as {@code docker cp} reads and writes them. {@link dev.esb.archive.TreeArchive}
 * writes one of a directory on the host; {@link dev.esb.archive.TarReader} tells what is in one that comes from an engine.
 */
package dev.esb.archive;
