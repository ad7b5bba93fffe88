package dev.esb.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ContainerMountsTest {
    @RecordedCase("list/mounting")
    void areListedOfContainersThatRun(Recorded recorded) {
        List<ContainerMounts.Listed> listed = recorded.answerTo(new ContainerCommand.ListMounting());

        assertThat(listed)
                .hasSize(2)
                .filteredOn(container -> container.mayMount("p_rows"))
                .singleElement()
                .satisfies(container -> {
                    assertThat(container.project()).isEqualTo("p");
                    assertThat(container.id()).hasSize(64);
                    assertThat(container.mayMount("/tmp/host too")).isTrue();
                    assertThat(container.mayMount("p_created")).isFalse();
                });
    }

    @RecordedCase("inspect/mounts")
    void areThoseThatAreNotReadOnly(Recorded recorded) {
        List<ContainerMounts> mounts =
                recorded.answerTo(new ContainerCommand.InspectMounts(List.of("p-web-1", "gone")));

        assertThat(mounts).singleElement().satisfies(container -> {
            assertThat(container.name()).isEqualTo("p-web-1");
            assertThat(container.written()).containsExactlyInAnyOrder("p_rows", "/tmp/host too");
        });
    }

    @Test
    void areOfAPathWhereTheyAreInItAndNotWhereItIsInThem() {
        ContainerMounts mounts = new ContainerMounts("db", List.of("/srv/shop/data/rows", "/home", "rows"));

        assertThat(mounts.writesTo("/srv/shop/data")).isTrue();
        assertThat(mounts.writesTo("/srv/shop/data/rows")).isTrue();
        assertThat(mounts.writesTo("/srv/shop/da")).isFalse();
        assertThat(mounts.writesTo("/home/me/shop")).isFalse();
        assertThat(mounts.writesTo("rows")).isTrue();
        assertThat(mounts.writesTo("row")).isFalse();
    }
}
