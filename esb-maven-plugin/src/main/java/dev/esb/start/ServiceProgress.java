package dev.esb.start;

import dev.esb.Reporter;
import dev.esb.ServiceState;
import dev.esb.ServiceState.Kind;
import dev.esb.docker.ProgressLine;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads in the output of {@code docker compose up} what each service does, and reports it. */
final class ServiceProgress {
    // BuildKit announces a step as "#12 [gateway 2/4] RUN make" or "#12 [gateway stage-1 2/4] RUN make", followed by
    // "#12 CACHED" or output such as "#12 0.113 cc main.c".
    private static final Pattern STEP = Pattern.compile("#(\\d+) (\\[.*)");
    private static final Pattern STEP_OUTPUT = Pattern.compile("#(\\d+) \\d+\\.\\d+ .*");
    private static final Pattern STEP_NAME = Pattern.compile("\\[(?:\\S+ )*?(\\d+/\\d+)] (.*)");

    private static final Set<String> STARTING =
            Set.of("Creating", "Created", "Recreate", "Recreated", "Starting", "Started", "Running");

    private final Reporter reporter;
    private final StackServices services;
    private final Map<String, String> announced = new HashMap<>();
    private final PulledLayers layers = new PulledLayers();

    ServiceProgress(Reporter reporter, StackServices services) {
        this.reporter = reporter;
        this.services = services;
    }

    /** @param progress what the line says of a resource, if it does */
    void accept(String line, Optional<ProgressLine> progress) {
        if (progress.isPresent()) {
            accept(progress.get());
        } else {
            acceptBuild(line);
        }
    }

    private void accept(ProgressLine line) {
        if (line.isOfLayer()) {
            layers.accept(line);
            report(layers.services(), layers.state());
        } else if (line.isPull()) {
            List<String> pulled = line.kind().equals("Image") ? services.ofImage(line.name()) : List.of(line.name());
            layers.isPulled(pulled, line.state().equals("Pulled"));
            report(pulled, line.state().equals("Pulled") ? ServiceState.of(Kind.STARTING) : layers.state());
        } else if (line.kind().equals("Container")) {
            services.ofContainer(line.name()).ifPresent(service -> acceptContainer(service, line.state()));
        }
    }

    private void acceptContainer(String service, String state) {
        if (STARTING.contains(state)) {
            report(List.of(service), ServiceState.of(Kind.STARTING));
        } else if (state.equals("Waiting")) {
            // Others wait for that.
            String missing = services.awaitedHealthy().contains(service) ? "not healthy yet" : "has not ended yet";
            report(List.of(service), ServiceState.of(Kind.WAITING, missing));
        }
    }

    /** Reports a step at its first line of output: a step that comes from the cache has none. */
    private void acceptBuild(String line) {
        Matcher step = STEP.matcher(line);
        if (step.matches()) {
            announced.put(step.group(1), step.group(2));
        }
        Matcher output = STEP_OUTPUT.matcher(line);
        if (output.matches()) {
            Optional.ofNullable(announced.remove(output.group(1))).ifPresent(this::reportStep);
        }
        Matcher classic = BuildOutput.CLASSIC_STEP.matcher(line);
        if (classic.matches() && services.built().size() == 1) {
            reportBuild(services.built(), classic.group(1), classic.group(2));
        }
    }

    private void reportStep(String name) {
        Optional<String> service = new BuildOutput.Step(name).service(services.built());
        Matcher parts = STEP_NAME.matcher(name);
        if (service.isPresent() && parts.matches()) {
            reportBuild(List.of(service.get()), parts.group(1), parts.group(2));
        } else {
            reporter.info("Building " + name);
        }
    }

    private void reportBuild(List<String> built, String number, String command) {
        report(built, ServiceState.of(Kind.BUILDING, number + " " + command.strip()));
    }

    private void report(List<String> names, ServiceState state) {
        Map<String, ServiceState> states = new HashMap<>();
        names.stream().filter(services::has).forEach(service -> states.put(service, state));
        reporter.services(states);
    }
}
