package dev.esb.maven;

import dev.esb.EsbException;
import dev.esb.cleanup.Down;
import dev.esb.goal.DownReport;
import dev.esb.lifecycle.CommandInEnvironment;
import dev.esb.lifecycle.UpResult;
import dev.esb.parameter.ExitCodeFile;
import dev.esb.parameter.Keep;
import dev.esb.plan.StackRequest;
import java.time.Instant;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Brings a stack up in an environment, runs a command on this machine that gets the environment's variables, such as the tests of another
 * language, and takes the environment down. Fails if the command does not end with 0. An environment that was there before is brought up to
 * date, and stays.
 *
 * <p>The command gets the variables that the Compose files can use, and the results as variables ({@code ESB_PORT_GATEWAY_443}).
 */
@Mojo(name = "run", requiresProject = false, threadSafe = true)
public final class RunMojo extends AbstractUpMojo {

    /**
     * The command and its arguments, separated by blanks; one with blanks stands in quotes. It runs without a shell, in the module's base
     * directory, and reads and writes what Maven does, also a terminal. Required.
     */
    @Parameter(property = "esb.command")
    private String command;

    /**
     * The file to which the command's exit code is written, also if it is 0, absolute or relative to the module's base directory: Maven itself
     * ends with 0 or 1. Where the command was never started, there is no such file afterwards. Default: none.
     */
    @Parameter(property = "esb.exitCodeFile")
    private String exitCodeFile;

    @Override
    void run() {
        String text = given(command)
                .orElseThrow(
                        () -> new EsbException(
                                "There is no command to run in the environment (esb.command). Name one: mvn esb:run -Desb.command='npm test'"));
        CommandInEnvironment inEnvironment = new CommandInEnvironment(text, baseDirectory());
        StackRequest request = request();
        Optional<ExitCodeFile> file = ExitCodeFile.read(exitCodeFile, baseDirectory());
        file.ifPresent(ExitCodeFile::clear);
        UpResult result = bringUp(request, keep() != Keep.ALWAYS);
        int exitCode = run(inEnvironment, result, request);
        file.ifPresent(written -> written.write(exitCode));
        end(request, exitCode == 0 ? "" : "the command ended with " + exitCode);
        LastLine.ofCommand("esb:run", text, exitCode, getLog());
        if (exitCode != 0) {
            throw new EsbException("The command '%s' (esb.command) ended with %s.".formatted(text, exitCode));
        }
    }

    private int run(CommandInEnvironment inEnvironment, UpResult result, StackRequest request) {
        getLog().info("Running in '%s': %s".formatted(request.key(), inEnvironment));
        try {
            return inEnvironment.run(result.variables());
        } catch (EsbException e) {
            end(request, "the command could not be run");
            throw e;
        }
    }

    /** @param failure why the command has not succeeded; empty where it has */
    private void end(StackRequest request, String failure) {
        if (keep() == Keep.ALWAYS) {
            getLog().info(DownReport.kept(request.key()));
            return;
        }
        BuildEndCleanup cleanup = BuildEndCleanup.OF_THIS_JVM;
        if (keep() == Keep.ON_FAILURE && !failure.isEmpty()) {
            cleanup.hasFailed(session(), request.key(), failure);
        }
        DownReport report = new DownReport(request.key(), Instant.now());
        cleanup.takeDown(session(), request.key(), () -> report.line(takeDown(request)))
                .ifPresent(getLog()::info);
    }

    private Down.Outcome takeDown(StackRequest request) {
        return new Down(docker(), reporter())
                .run(request.key(), request.directories(), stopTimeout(), this::isOfThisBuild);
    }
}
