package dev.esb.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckoutTest {
    @TempDir
    private Path directory;

    @Test
    void hasTheDirectoriesUpToItsRoot() throws Exception {
        Path root = Files.createDirectories(directory.toRealPath().resolve("shop/.mvn"))
                .getParent();
        Path module = Files.createDirectories(root.resolve("modules/e2e"));

        assertThat(Checkout.upwards(module)).containsExactly(module, root.resolve("modules"), root);
    }

    /** What is above the link is not of the checkout: it can be another user's. */
    @Test
    void hasNoneAboveALinkThatLeadsIntoItFromElsewhere() throws Exception {
        Path root = Files.createDirectories(directory.toRealPath().resolve("shop/.mvn"))
                .getParent();
        Path module = Files.createDirectories(root.resolve("e2e"));
        Path elsewhere = Files.createDirectories(directory.toRealPath().resolve("elsewhere"));
        Path link = Files.createSymbolicLink(elsewhere.resolve("link"), module);

        assertThat(Checkout.upwards(link)).containsExactly(link);
    }
}
