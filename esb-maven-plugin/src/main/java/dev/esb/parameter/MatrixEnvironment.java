package dev.esb.parameter;

import java.util.List;
import java.util.Map;

/**
 * An environment of {@code esb:matrix} in a pom. Maven fills the fields by their names; {@link MatrixEnvironments} reads them.
 *
 * <pre>{@code
 * <matrix>
 *   <environment>
 *     <name>e2e-postgres-15</name>
 *     <files>compose.yml,compose.postgres.yml</files>
 *     <profiles>metrics</profiles>
 *     <environment><POSTGRES>15</POSTGRES></environment>
 *   </environment>
 * </matrix>
 * }</pre>
 */
public final class MatrixEnvironment {
    private String name;
    private List<String> files;
    private List<String> profiles;
    private Map<String, String> environment;

    /** Called by Maven where the element has a text in place of other elements, and for the names on the command line. */
    public void set(String text) {
        this.name = text;
    }

    String name() {
        return name == null ? "" : name.strip();
    }

    List<String> files() {
        return files == null ? List.of() : files;
    }

    List<String> profiles() {
        return profiles == null ? List.of() : profiles;
    }

    Map<String, String> environment() {
        return environment == null ? Map.of() : environment;
    }
}
