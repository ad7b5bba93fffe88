package dev.esb.extension;

import org.apache.maven.eventspy.AbstractEventSpy;
import org.apache.maven.model.building.DefaultModelBuilder;
import org.apache.maven.model.building.ModelBuilder;
import org.apache.maven.model.building.ModelProcessor;
import org.apache.maven.model.superpom.DefaultSuperPomProvider;
import org.codehaus.plexus.PlexusContainer;
import org.codehaus.plexus.component.repository.exception.ComponentLookupException;

/**
 * What Maven calls before it reads the first pom. A Plexus component: the Maven of some distributions passes over components in the newer index
 * (Sisu) whose class files are of Java 17.
 */
public final class CellBuild extends AbstractEventSpy {
    @Override
    public void init(Context context) throws ComponentLookupException {
        StarterEnd.watch();
        PlexusContainer container = (PlexusContainer) context.getData().get("plexus");
        // Maven 4 has this one for plugins only, and reads poms with another: CellModel.
        if (container.lookup(ModelBuilder.class) instanceof DefaultModelBuilder builder) {
            ModelProcessor reader = container.lookup(ModelProcessor.class);
            builder.setSuperPomProvider(new CellSuperPom(new DefaultSuperPomProvider().setModelProcessor(reader)));
        }
    }
}
