package dev.esb.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ContainerCommandTest {

    @Test
    void listsContainersThatRunAndThoseThatDoNot() {
        assertThat(new ContainerCommand.ListAll("com.docker.compose.project=esb-a").arguments())
                .startsWith("ps", "--all", "--no-trunc", "--filter", "label=com.docker.compose.project=esb-a");
    }

    @Test
    void namesWhoPublishesAPort() {
        ContainerCommand.Publishing publishing = new ContainerCommand.Publishing(443);

        assertThat(publishing.arguments()).containsSequence("--filter", "publish=443");
        assertThat(publishing.parse("shop-web-1\n")).containsExactly("shop-web-1");
        assertThat(publishing.parse("")).isEmpty();
    }

    @Test
    void stopsContainersTogetherWithOneGracePeriod() {
        assertThat(new ContainerCommand.Stop(List.of("a", "b"), 2).arguments())
                .containsExactly("stop", "--time", "2", "a", "b");
    }
}
