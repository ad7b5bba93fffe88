package dev.esb.docker;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs a program of the engine's host as root on one directory of that host, in a container of an empty image, and answers with what it
 * prints. The container sees the directory and the programs, which it cannot change, and has no network.
 *
 * @param image an image with nothing in it
 * @param labels the labels of the container
 * @param programs the directories of the host with its programs and their libraries; links such as {@code /bin} to {@code usr/bin} are followed
 * @param hostDirectory the directory of the host
 * @param isReadOnly whether the program may only read it
 * @param program the program, found on Docker's own {@code PATH}, and its arguments, in which {@link #DIRECTORY} is the directory
 */
public record HostProgram(
        String image,
        Map<String, String> labels,
        List<Path> programs,
        Path hostDirectory,
        boolean isReadOnly,
        List<String> program)
        implements DockerCommand<String> {
    /** Where the container has the directory. */
    public static final String DIRECTORY = "/directory";

    @Override
    public List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("run", "--rm", "--network", "none", "--read-only"));
        // Whatever user the engine would run it as; "host": also where the engine maps root to another user.
        arguments.addAll(List.of("--user", "0:0", "--userns", "host"));
        // Of root's rights those on files: to pass by their permissions, and to remove from directories with a sticky
        // bit.
        arguments.addAll(List.of("--cap-drop", "ALL", "--cap-add", "DAC_OVERRIDE", "--cap-add", "FOWNER"));
        // "label=disable": SELinux would refuse it files that have no label of a container.
        arguments.addAll(List.of("--security-opt", "no-new-privileges", "--security-opt", "label=disable"));
        labels.forEach((name, value) -> arguments.addAll(List.of("--label", name + "=" + value)));
        programs.forEach(path -> arguments.addAll(List.of("--mount", mount(path, path.toString(), true))));
        arguments.addAll(List.of("--mount", mount(hostDirectory, DIRECTORY, isReadOnly), image));
        arguments.addAll(program);
        return arguments;
    }

    /** A {@code --volume} would make a directory that is missing on the engine's host; this fails. Its fields are CSV (RFC 4180). */
    private static String mount(Path source, String target, boolean isReadOnly) {
        return "type=bind,\"source=%s\",target=%s%s"
                .formatted(source.toString().replace("\"", "\"\""), target, isReadOnly ? ",readonly" : "");
    }

    @Override
    public String parse(String output) {
        return output;
    }
}
