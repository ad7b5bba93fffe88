package dev.esb.parameter;

import dev.esb.EsbException;
import dev.esb.environment.EnvironmentName;
import dev.esb.environment.UnusableValueException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.function.Supplier;

/** Reads which environments a matrix has: each that is named, and of each one for every combination of the axes' values. */
public final class MatrixEnvironments {
    private static final String PROPERTY = "esb.matrix";

    /** The directory of this name beside those of the environments has the reports of all. */
    public static final String RESERVED = "matrix";

    private final Supplier<EnvironmentName> own;
    private final Function<String, EnvironmentName> named;

    /**
     * @param own the name that {@code esb.env} gives, for a matrix that has axes and no names
     * @param named reads a name, of which {@code auto} stands for another
     */
    public MatrixEnvironments(Supplier<EnvironmentName> own, Function<String, EnvironmentName> named) {
        this.own = own;
        this.named = named;
    }

    /**
     * The environments in the order in which they are named. The names on the command line come before those of the pom, and choose among
     * these: one that the pom has too has the pom's files, profiles and variables.
     *
     * @param commandLine the user properties
     * @param configured the parameter {@code matrix}; null for none
     * @param axes the parameter {@code axes}; null for none
     * @throws EsbException when there is none, when a name is not legal or there twice, and when another value is not usable
     */
    public List<MatrixCell> read(Properties commandLine, List<MatrixEnvironment> configured, Map<String, String> axes) {
        List<MatrixEnvironment> inPom = configured == null ? List.of() : configured;
        List<MatrixAxis> combined = MatrixAxis.read(commandLine, axes);
        List<MatrixCell> cells = new ArrayList<>();
        for (MatrixCell named : named(commandLine.getProperty(PROPERTY), inPom)) {
            cells.addAll(combinations(named, combined));
        }
        if (cells.isEmpty() && !combined.isEmpty()) {
            cells.addAll(combinations(new MatrixCell(own.get(), List.of(), List.of(), Map.of()), combined));
        }
        if (cells.isEmpty()) {
            throw new EsbException("There is no environment to run (esb.matrix). Name some:"
                    + " mvn esb:matrix -Desb.matrix=e2e-1,e2e-2, or give a variable several values:"
                    + " -Desb.axes.POSTGRES=15,16");
        }
        requireDifferentNames(cells);
        return cells;
    }

    private List<MatrixCell> named(String commandLine, List<MatrixEnvironment> inPom) {
        if (commandLine == null) {
            Entries.read(
                    PROPERTY,
                    inPom.stream()
                            .map(each -> each == null ? null : each.name())
                            .toList());
            return inPom.stream().map(this::cell).toList();
        }
        Map<EnvironmentName, MatrixCell> known = new HashMap<>();
        inPom.stream()
                .filter(each -> each != null && !each.name().isEmpty())
                .map(this::cell)
                .forEach(cell -> known.put(cell.name(), cell));
        return Entries.read(PROPERTY, Arrays.asList(commandLine.split(",", -1))).stream()
                .map(named)
                .map(name -> known.getOrDefault(name, new MatrixCell(name, List.of(), List.of(), Map.of())))
                .toList();
    }

    private MatrixCell cell(MatrixEnvironment given) {
        return new MatrixCell(
                named.apply(given.name()),
                Entries.paths("esb.matrix.files", given.files()).stream()
                        .map(Object::toString)
                        .toList(),
                Entries.read("esb.matrix.profiles", given.profiles()),
                ComposeVariables.read(new Properties(), given.environment()));
    }

    private List<MatrixCell> combinations(MatrixCell cell, List<MatrixAxis> axes) {
        List<Map<MatrixAxis, String>> combinations = List.of(Map.of());
        for (MatrixAxis axis : axes) {
            List<Map<MatrixAxis, String>> longer = new ArrayList<>();
            for (Map<MatrixAxis, String> combination : combinations) {
                for (String value : axis.values()) {
                    Map<MatrixAxis, String> with = new LinkedHashMap<>(combination);
                    with.put(axis, value);
                    longer.add(with);
                }
            }
            combinations = longer;
        }
        return combinations.stream().map(values -> with(cell, values)).toList();
    }

    private MatrixCell with(MatrixCell cell, Map<MatrixAxis, String> values) {
        StringBuilder name = new StringBuilder(cell.name().value());
        Map<String, String> variables = new LinkedHashMap<>(cell.variables());
        values.forEach((axis, value) -> {
            name.append('-').append(axis.namePart(value));
            variables.put(axis.variable(), value);
        });
        return new MatrixCell(
                EnvironmentName.ofProperty(PROPERTY, name.toString()), cell.files(), cell.profiles(), variables);
    }

    private static void requireDifferentNames(List<MatrixCell> cells) {
        Map<EnvironmentName, MatrixCell> seen = new HashMap<>();
        for (MatrixCell cell : cells) {
            if (cell.name().value().equals(RESERVED)) {
                throw new UnusableValueException(
                        "environment name",
                        PROPERTY,
                        RESERVED,
                        "another one: the directory of that name has the reports of all environments");
            }
            MatrixCell before = seen.put(cell.name(), cell);
            if (before != null) {
                throw new UnusableValueException(
                        "environment name",
                        PROPERTY,
                        cell.name().value(),
                        "in the matrix once, and it is there twice"
                                + (cell.variables().equals(before.variables())
                                        ? ""
                                        : ", with %s and with %s".formatted(before.variables(), cell.variables())));
            }
        }
    }
}
