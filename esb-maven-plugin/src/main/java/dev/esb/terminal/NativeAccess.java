package dev.esb.terminal;

/** Whether native code can be loaded: from Java 24 on, the JVM prints a warning unless it was started with {@code --enable-native-access}. */
final class NativeAccess {
    private static final int FIRST_WITH_WARNING = 24;

    private NativeAccess() {}

    /** <a href="https://openjdk.org/jeps/472">JEP 472</a> */
    static boolean isWithoutWarning() {
        if (Runtime.version().feature() < FIRST_WITH_WARNING) {
            return true;
        }
        try {
            // Of Java 22; classes of a plugin are in no module with a name.
            return (boolean) Module.class.getMethod("isNativeAccessEnabled").invoke(NativeAccess.class.getModule());
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
