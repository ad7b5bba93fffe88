package dev.esb.maven;

import dev.esb.EsbException;
import dev.esb.environment.Directories;
import dev.esb.environment.EnvironmentKey;
import dev.esb.goal.ExecGoal;
import dev.esb.parameter.CommandWords;
import dev.esb.parameter.ExitCodeFile;
import dev.esb.service.ServiceCommand;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Runs a command in the first container of a service that runs. The command has Maven's standard input and output: it is interactive where both
 * are a terminal, else they can be pipes and files ({@code mvn -q esb:exec ... < dump.sql}). Fails if the command fails; Maven's own exit code is 1
 * then, and the message has the command's.
 */
@Mojo(name = "exec", requiresProject = false, threadSafe = true)
public final class ExecMojo extends AbstractServiceMojo {

    /**
     * The command and its arguments, separated by blanks. An argument with blanks stands in quotes. No shell reads it, so for pipes and variables
     * of the container write {@code sh -c '...'}. Required.
     */
    @Parameter(property = "esb.command")
    private String command;

    /** The user in the container, by name or number, and maybe a group: {@code postgres}, {@code 0:0}. Default: the container's own. */
    @Parameter(property = "esb.user")
    private String user;

    /**
     * A file into which the exit code of the command is written, whatever it is; a relative path is relative to the module. Where the command could
     * not be run, there is no such file afterwards. Default: none.
     */
    @Parameter(property = "esb.exitCodeFile")
    private String exitCodeFile;

    @Override
    void run() {
        String text = given(command)
                .map(String::strip)
                .orElseThrow(
                        () -> new EsbException(
                                "There is no command to run in the service (esb.command). Name one: mvn esb:exec -Desb.service=db -Desb.command='psql -U me'"));
        ServiceCommand call = new ServiceCommand(service(), given(user), CommandWords.read("esb.command", text));
        EnvironmentKey key = key();
        Directories directories = layout().of(key);
        Optional<ExitCodeFile> file = ExitCodeFile.read(exitCodeFile, baseDirectory());
        file.ifPresent(ExitCodeFile::clear);
        int exitCode = new ExecGoal(context()).run(key, directories, call);
        file.ifPresent(each -> each.write(exitCode));
        LastLine.ofCommand("esb:exec", text, exitCode, getLog());
        if (exitCode != 0) {
            throw new EsbException(
                    "The command '%s' (esb.command) in the service '%s' of the environment '%s' ended with %s."
                            .formatted(text, call.service(), key, exitCode));
        }
    }
}
