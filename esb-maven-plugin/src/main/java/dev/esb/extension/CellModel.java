package dev.esb.extension;

import org.apache.maven.api.di.Named;
import org.apache.maven.api.di.Singleton;
import org.apache.maven.api.model.Build;
import org.apache.maven.api.model.Model;
import org.apache.maven.api.spi.ModelTransformer;

/** In Maven 4, the build directory of the modules: each pom that is built is read as if it named that directory. */
@Named("esb-matrix")
@Singleton
public final class CellModel implements ModelTransformer {
    /** How a repository names poms; those of modules are not changed there. */
    private static final String IN_REPOSITORY = ".pom";

    @Override
    public Model transformRawModel(Model model) {
        if (model.getPomFile() == null || model.getPomFile().toString().endsWith(IN_REPOSITORY)) {
            return model;
        }
        Build build = model.getBuild() == null ? Build.newInstance() : model.getBuild();
        return model.withBuild(build.withDirectory(CellDirectory.inPom()));
    }
}
