package dev.esb.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The {@code docker} command. */
final class Docker {
    private static final int TAR_END = 1024;

    private Docker() {}

    static String run(String... arguments) throws IOException, InterruptedException {
        return run(new byte[0], arguments);
    }

    /** An image without a single file; the label makes it another one in every environment. */
    static void importEmptyImage(String image, String environment) throws IOException, InterruptedException {
        run(new byte[TAR_END], "import", "--change", "LABEL environment=" + environment, "-", image);
    }

    private static String run(byte[] input, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().write(input);
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as("%s: %s", command, output).isZero();
        return output;
    }
}
