package shop;

public final class Place {
    private Place() {}

    /** Where the module's classes are. */
    public static String ofTheseClasses() {
        return Place.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    }
}
