package dev.esb.it.badinput;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/**
 * The Maven that runs this build, in this JVM: what {@code mvn} does, without a JVM for each call. It has a class loader of its own,
 * and replaces {@link System#out} and the system properties while it runs, so there can be one call at a time.
 */
final class EmbeddedMaven {
    private static final String LAUNCHER = "org.codehaus.plexus.classworlds.launcher.Launcher";
    private static final String CLI = "org.apache.maven.cli.MavenCli";

    private final Object cli;
    private final Method doMain;

    private EmbeddedMaven(Object cli) throws ReflectiveOperationException {
        this.cli = cli;
        this.doMain =
                cli.getClass().getMethod("doMain", String[].class, String.class, PrintStream.class, PrintStream.class);
    }

    /** @param output what goes to the console, warnings and errors too */
    record Result(int exitCode, String output) {}

    /** @param home where Maven is installed, which the system property {@code maven.home} has to name as well */
    static EmbeddedMaven load(Path home) throws IOException, ReflectiveOperationException {
        URL classworlds;
        try (var jars = Files.newDirectoryStream(home.resolve("boot"), "plexus-classworlds*.jar")) {
            classworlds = jars.iterator().next().toUri().toURL();
        }
        // Not on top of this class' own loader, or Maven would find the tests' classes, the plugin's among them.
        ClassLoader boot = new URLClassLoader(new URL[] {classworlds}, ClassLoader.getPlatformClassLoader());
        Class<?> launcherClass = boot.loadClass(LAUNCHER);
        Object launcher = launcherClass.getConstructor().newInstance();
        launcherClass.getMethod("setSystemClassLoader", ClassLoader.class).invoke(launcher, boot);
        try (InputStream configuration = Files.newInputStream(home.resolve("bin/m2.conf"))) {
            launcherClass.getMethod("configure", InputStream.class).invoke(launcher, configuration);
        }
        Object world = launcherClass.getMethod("getWorld").invoke(launcher);
        ClassLoader realm =
                (ClassLoader) launcherClass.getMethod("getMainRealm").invoke(launcher);
        return new EmbeddedMaven(
                realm.loadClass(CLI).getConstructor(world.getClass()).newInstance(world));
    }

    Result run(Path directory, List<String> arguments) throws ReflectiveOperationException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        PrintStream console = new PrintStream(output, true, UTF_8);
        Thread thread = Thread.currentThread();
        ClassLoader loader = thread.getContextClassLoader();
        Properties properties = (Properties) System.getProperties().clone();
        try {
            // The settings of this suite and the results of its build's esb:up, which have names like the plugin's
            // parameters.
            System.getProperties().keySet().removeIf(name -> name.toString().startsWith("esb."));
            System.setProperty("maven.multiModuleProjectDirectory", directory.toString());
            thread.setContextClassLoader(cli.getClass().getClassLoader());
            int exitCode =
                    (int) doMain.invoke(cli, arguments.toArray(String[]::new), directory.toString(), console, console);
            return new Result(exitCode, output.toString(UTF_8));
        } finally {
            thread.setContextClassLoader(loader);
            // Maven makes a system property of every -D, which the next call would find.
            System.setProperties(properties);
        }
    }
}
