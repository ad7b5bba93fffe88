package dev.esb.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.docker.EngineCommand.Describe;
import dev.esb.docker.EngineCommand.DescribeClient;
import dev.esb.docker.EngineDescription.AddressPool;
import java.util.List;
import org.junit.jupiter.api.Test;

class EngineDescriptionTest {
    @RecordedCase("info")
    void saysWhatTheEngineAndTheCommandAre(Recorded recorded) {
        EngineDescription engine = recorded.answerTo(new Describe());

        assertThat(engine.info()).isEqualTo(recorded.answerTo(new EngineCommand.Info()));
        assertThat(engine.isPodman()).isEqualTo(recorded.engine().startsWith("podman"));
        assertThat(engine.isRootless()).isFalse();
        assertThat(engine.clientVersion()).startsWith(recorded.engine().startsWith("docker-2") ? "2" : "26.");
        assertThat(engine.buildxVersion()).startsWith("0.");
        assertThat(engine.rootDirectory()).startsWith("/");
        assertThat(engine.memory()).isGreaterThan(1L << 30);
        assertThat(engine.security()).contains("seccomp");
        assertThat(engine.cgroupDriver()).isEqualTo("cgroupfs");
    }

    @Test
    void readsWhatIsNotTheDefault() {
        EngineDescription engine = new Describe().parse("""
                        {"SecurityOptions": ["name=seccomp,profile=builtin", "name=rootless", "name=selinux"],
                         "DefaultAddressPools": [{"Base": "10.10.0.0/16", "Size": 24}]}""");

        assertThat(engine.isRootless()).isTrue();
        assertThat(engine.security()).contains("selinux");
        assertThat(engine.pools()).isEqualTo(List.of(new AddressPool("10.10.0.0/16", 24)));
    }

    @RecordedCase("no-engine/info")
    void saysWhatTheCommandIsWhereNoEngineAnswers(Recorded recorded) {
        EngineDescription client = new DescribeClient().parse(recorded.output());

        assertThat(client.clientVersion()).isNotEmpty();
        assertThat(client.buildxVersion()).startsWith("0.");
        assertThat(client.info().composeVersion()).isNotEmpty();
        assertThat(new DescribeClient().succeeds(1, recorded.errorOutput())).isTrue();
    }

    @Test
    void knowsNothingOfACommandThatPrintsNothing() {
        assertThat(new DescribeClient().parse("").clientVersion()).isEmpty();
    }
}
