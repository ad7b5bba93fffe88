package dev.esb.environment;

import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Names that no file or directory on Windows can have, in whatever case and with whatever extension, since they are devices (<a
 * href="https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file">Microsoft: naming files</a>).
 */
public final class WindowsNames {
    private static final Pattern DEVICE = Pattern.compile("(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\\..*)?");

    private WindowsNames() {}

    /** Whether the paths of a file system are those of Windows. */
    public static boolean areThoseOf(Path path) {
        return path.getFileSystem().getSeparator().equals("\\");
    }

    /** Whether a name is that of a device. */
    public static boolean isDevice(String name) {
        return DEVICE.matcher(name.toLowerCase(Locale.ROOT)).matches();
    }
}
