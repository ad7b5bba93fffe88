package dev.esb.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.esb.wait.ServiceWait;
import java.io.StringReader;
import java.util.List;
import org.codehaus.plexus.classworlds.ClassWorld;
import org.codehaus.plexus.component.configurator.BasicComponentConfigurator;
import org.codehaus.plexus.component.configurator.ComponentConfigurationException;
import org.codehaus.plexus.configuration.xml.XmlPlexusConfiguration;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.junit.jupiter.api.Test;

/** What Maven makes of a pom. */
class WaitTest {

    @Test
    void isReadFromThePom() throws Exception {
        List<ServiceWait> waits = read("""
                <wait>
                  <service>web</service><http> /health </http><port>8080</port><scheme>https</scheme><status>200</status>
                  <body>ok</body><timeout>60</timeout>
                </wait>
                <wait><service>db</service><log>ready to accept connections</log></wait>
                <wait><service>cache</service><tcp>6379</tcp></wait>
                <wait><service>db</service><command>pg_isready -q</command></wait>""");

        assertThat(waits)
                .extracting(ServiceWait::toString)
                .containsExactly(
                        "https GET /health (service 'web')",
                        "log 'ready to accept connections' (service 'db')",
                        "tcp 6379 (service 'cache')",
                        "command 'pg_isready -q' (service 'db')");
    }

    @Test
    void hasNoOtherElements() {
        assertThatThrownBy(() -> read("<wait><service>web</service><htpp>/</htpp></wait>"))
                .isInstanceOf(ComponentConfigurationException.class)
                .hasMessageContaining("'htpp'");
    }

    @Test
    void isNotNeeded() {
        assertThat(Wait.read(null)).isEmpty();
    }

    private static List<ServiceWait> read(String waits) throws Exception {
        Pom pom = new Pom();
        new BasicComponentConfigurator()
                .configureComponent(
                        pom,
                        new XmlPlexusConfiguration(Xpp3DomBuilder.build(
                                new StringReader("<configuration><waits>" + waits + "</waits></configuration>"))),
                        new ClassWorld("plugin", WaitTest.class.getClassLoader()).getRealm("plugin"));
        return Wait.read(pom.waits);
    }

    /** Has the parameter as a goal has it. */
    static final class Pom {
        private List<Wait> waits;
    }
}
