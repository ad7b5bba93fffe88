package dev.esb.plan;

import dev.esb.environment.ByteSize;
import dev.esb.environment.PortRange;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Requests that differ from another one in a single option. */
public final class RequestVariants {
    private RequestVariants() {}

    public static StackRequest withPorts(StackRequest request, PortStrategy ports) {
        Options options = new Options(request);
        options.ports = ports;
        return options.applied();
    }

    public static StackRequest withPortRange(StackRequest request, String range) {
        Options options = new Options(request);
        options.portRange = PortRange.parse(range);
        return options.applied();
    }

    public static StackRequest withBind(StackRequest request, String bind) {
        Options options = new Options(request);
        options.bind = Optional.of(bind);
        return options.applied();
    }

    public static StackRequest withVariables(StackRequest request, Map<String, String> variables) {
        Options options = new Options(request);
        options.variables = variables;
        return options.applied();
    }

    public static StackRequest withEnvFile(StackRequest request, Optional<Path> envFile) {
        Options options = new Options(request);
        options.envFile = envFile;
        return options.applied();
    }

    public static StackRequest withEntries(StackRequest request, Set<String> share, Set<String> isolate) {
        Options options = new Options(request);
        options.share = share;
        options.isolate = isolate;
        return options.applied();
    }

    public static StackRequest withCopyLimit(StackRequest request, ByteSize copyLimit) {
        Options options = new Options(request);
        options.copyLimit = copyLimit;
        return options.applied();
    }

    private static final class Options {
        private final StackRequest request;
        private Optional<Path> envFile;
        private PortStrategy ports;
        private PortRange portRange;
        private Optional<String> bind;
        private Map<String, String> variables;
        private Set<String> share;
        private Set<String> isolate;
        private ByteSize copyLimit;

        private Options(StackRequest request) {
            this.request = request;
            this.envFile = request.envFile();
            this.ports = request.ports();
            this.portRange = request.portRange();
            this.bind = request.bind();
            this.variables = request.variables();
            this.share = request.share();
            this.isolate = request.isolate();
            this.copyLimit = request.copyLimit();
        }

        private StackRequest applied() {
            return new StackRequest(
                    request.key(),
                    request.layout(),
                    request.baseDirectory(),
                    request.files(),
                    request.profiles(),
                    envFile,
                    request.index(),
                    ports,
                    portRange,
                    request.subnets(),
                    bind,
                    variables,
                    share,
                    isolate,
                    request.literals(),
                    copyLimit,
                    request.seed());
        }
    }
}
