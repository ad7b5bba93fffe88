package dev.esb.maven;

import dev.esb.EsbException;
import dev.esb.checkout.AutomaticName;
import dev.esb.environment.EnvironmentName;
import dev.esb.matrix.CellResult;
import dev.esb.matrix.InnerMaven;
import dev.esb.matrix.Matrix;
import dev.esb.matrix.Module;
import dev.esb.matrix.Parallel;
import dev.esb.parameter.MatrixCell;
import dev.esb.parameter.MatrixEnvironment;
import dev.esb.parameter.MatrixEnvironments;
import dev.esb.parameter.MatrixPhases;
import dev.esb.terminal.ProgressReporter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/**
 * Runs the phases of a build for several environments at the same time, each in a Maven of its own with build directories of its own
 * ({@code target/esb/<env>/build} of each module). Fails if one of them fails; the others go on. The output of each goes to
 * {@code target/esb/<env>/build.log}, the test reports of all to {@code target/esb/matrix}.
 */
@Mojo(name = "matrix", aggregator = true, threadSafe = true)
public final class MatrixMojo extends AbstractEnvironmentMojo {

    /**
     * The environments; on the command line their names, separated by commas, which come before those of the pom and choose among them. In
     * the pom, elements {@code environment} with a {@code name} and, where it differs from the modules, {@code files}, {@code profiles} and
     * {@code environment} (variables for Compose). An error if a name is not legal or there twice. Default: with {@code axes}, the
     * environment that {@code env} names; else an error.
     */
    @Parameter(property = "esb.matrix")
    private List<MatrixEnvironment> matrix;

    /**
     * Variables for Compose with several values each, separated by commas: each environment is run for every combination of them, under a
     * name with the values in it ({@code e2e-postgres-15}). On the command line one property for each, which comes before the pom:
     * {@code -Desb.axes.POSTGRES=15,16}. Default: none.
     */
    @Parameter
    private Map<String, String> axes;

    /**
     * The phases that each environment runs; on the command line separated by commas. Not those that publish the artifact,
     * {@code install} and {@code deploy}.
     */
    @Parameter(property = "esb.phases", defaultValue = "verify")
    private List<String> phases;

    /**
     * How many environments run at once, a whole number of at least 1; the others wait for their turn. Default: 2 for each processor, but no
     * more than there are GiB of free memory.
     */
    @Parameter(property = "esb.parallel")
    private String parallel;

    @Override
    void run() {
        key();
        layout();
        List<String> legalPhases = MatrixPhases.read(phases);
        int atOnce = Parallel.read(parallel);
        List<MatrixCell> cells = new MatrixEnvironments(() -> key().name(), this::named)
                .read(session().getUserProperties(), matrix, axes);
        if (Matrix.isInner(processEnvironment())) {
            throw new EsbException("The goal esb:matrix runs in a build that esb:matrix has started."
                    + " Call it on the command line, and do not bind it to a phase.");
        }
        List<MavenProject> modules = session().getAllProjects();
        FixedBuildDirectory.refuse(modules);
        InnerMaven maven = innerMaven(legalPhases);
        List<CellResult> results;
        try (ProgressReporter progress = Progress.of(session(), processEnvironment(), getLog())) {
            progress.info("Running '%s' in %s, %s at once"
                    .formatted(
                            String.join(" ", legalPhases),
                            cells.size() == 1 ? "1 environment" : cells.size() + " environments",
                            Math.min(atOnce, cells.size())));
            results = new Matrix(maven, layout().output(), atOnce, progress, new EndOfMatrixReporter(progress))
                    .run(cells, modules.stream().map(MatrixMojo::module).toList());
        }
        MatrixReport report = new MatrixReport(results, baseDirectory());
        report.errors().forEach(getLog()::error);
        report.table().forEach(getLog()::info);
        if (!report.failure().isEmpty()) {
            throw new EsbException(report.failure());
        }
    }

    private EnvironmentName named(String text) {
        return text.equalsIgnoreCase(AutomaticName.AUTO)
                ? automaticName().value()
                : EnvironmentName.ofProperty("esb.matrix", text);
    }

    private static Module module(MavenProject project) {
        return new Module(project.getArtifactId(), project.getBasedir().toPath());
    }

    private InnerMaven innerMaven(List<String> legalPhases) {
        InnerMaven maven = new InnerMaven(
                Path.of(System.getProperty("maven.home", "")),
                baseDirectory(),
                InnerOptions.of(session().getRequest()),
                session().getUserProperties().getProperty("maven.ext.class.path", ""),
                legalPhases);
        if (!maven.missingProgram().isEmpty()) {
            throw new EsbException("Maven's own program is not there: '%s'. Run esb:matrix with an installed Maven."
                    .formatted(maven.missingProgram()));
        }
        return maven;
    }
}
