package dev.esb.environment;

import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.util.Locale;

/** What containers see in place of a path of the host. */
public sealed interface PathPlace {

    /**
     * A volume, or a part of it.
     *
     * @param subpath the part, relative to the volume and with {@code /} between its names; empty for the whole volume
     */
    record InVolume(PathVolume volume, String subpath) implements PathPlace {

        /** A part of a volume. */
        public static InVolume of(PathVolume volume, Path part) {
            return new InVolume(
                    volume, part.toString().replace(part.getFileSystem().getSeparator(), "/"));
        }

        /** Whether it is not the whole volume: a part has to be there before a container can mount it. */
        public boolean isPart() {
            return !subpath.isEmpty();
        }
    }

    /**
     * A directory or file of the host, below the environment's data directory: on an engine that ignores options of volumes, and in
     * environments that an earlier version of the plugin has brought up.
     */
    record OnHost(Path path) implements PathPlace {
        /** Below the environment's data directory, holds moved paths from outside of the stack's directory. */
        private static final String OUTSIDE = "_root";

        /** Below the environment's data directory, holds moved paths whose own names begin with a name that is reserved here. */
        private static final String INSIDE = "_stack";

        /**
         * The place of a path: below the environment's data directory, by its path from the stack's directory, or from the root of the
         * file system if it is outside of that; on Windows with the name of the drive, or of the other machine and its share, before it.
         *
         * @param path absolute and normalized
         * @param stack the directory of the stack
         * @param environment the directories of the environment
         */
        public static OnHost of(Path path, Path stack, Directories environment) {
            return new OnHost(environment.data().resolve(placeInData(path, stack)));
        }

        private static Path placeInData(Path path, Path stack) {
            FileSystem files = path.getFileSystem();
            if (!path.startsWith(stack) || path.equals(stack)) {
                return files.getPath(OUTSIDE, root(path)).resolve(path.getRoot().relativize(path));
            }
            Path inside = stack.relativize(path);
            // A path whose own name begins with one of the two reserved names: without the prefix, two paths could get
            // the same place.
            return inside.startsWith(OUTSIDE) || inside.startsWith(INSIDE)
                    ? files.getPath(INSIDE).resolve(inside)
                    : inside;
        }

        /** {@code c} for {@code C:\}, {@code server-share} for {@code \\server\share\}; empty where there is only one root. */
        private static String root(Path path) {
            return path.getRoot()
                    .toString()
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("^[/\\\\:]+|[/\\\\:]+$", "")
                    .replaceAll("[/\\\\:]+", "-");
        }
    }
}
