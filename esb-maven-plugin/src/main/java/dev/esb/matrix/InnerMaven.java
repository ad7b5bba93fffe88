package dev.esb.matrix;

import dev.esb.Programs;
import dev.esb.parameter.MatrixCell;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The Maven that runs each environment of a matrix.
 *
 * @param home the installation, {@code maven.home}
 * @param directory the working directory
 * @param options what the outer Maven was called with, as options
 * @param extensions the user's own {@code maven.ext.class.path}; empty for none
 * @param phases to run
 */
public record InnerMaven(Path home, Path directory, List<String> options, String extensions, List<String> phases) {

    /** Arguments of the process for one environment. Later properties come before earlier ones of the same name. */
    List<String> command(MatrixCell cell, Path extension) {
        List<String> command = new ArrayList<>();
        command.add(program().toString());
        command.add("--batch-mode");
        command.add("--no-transfer-progress");
        command.addAll(options);
        command.add("-Dstyle.color=never");
        command.add(
                "-Dmaven.ext.class.path=" + (extensions.isEmpty() ? "" : extensions + File.pathSeparator) + extension);
        command.add("-Desb.env=" + cell.name());
        if (!cell.files().isEmpty()) {
            command.add("-Desb.matrix.files=" + String.join(",", cell.files()));
        }
        if (!cell.profiles().isEmpty()) {
            command.add("-Desb.matrix.profiles=" + String.join(",", cell.profiles()));
        }
        cell.variables().forEach((name, value) -> command.add("-Desb.environment." + name + "=" + value));
        command.addAll(phases);
        return command;
    }

    private Path program() {
        return home.resolve("bin").resolve(Programs.ofThisMachine().isWindows() ? "mvn.cmd" : "mvn");
    }

    /** Empty where the installation has its program; else the path that is missing. */
    public String missingProgram() {
        return Files.isRegularFile(program()) ? "" : program().toString();
    }
}
