package dev.esb.moved;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.moved.OverlayOptions.Notes;
import org.junit.jupiter.api.Test;

class OverlayOptionsTest {
    @Test
    void nameTheThreeDirectories() {
        OverlayOptions options = new OverlayOptions("/srv/data", "/v/upper/_data", "/v/work/_data");

        assertThat(options.problem()).isEmpty();
        assertThat(options.text(Notes.FOR_ALL))
                .isEqualTo("lowerdir=/srv/data,upperdir=/v/upper/_data,workdir=/v/work/_data,"
                        + "redirect_dir=on,metacopy=off,index=off");
        assertThat(options.text(Notes.FOR_USERS)).endsWith("_data,userxattr");
    }

    @Test
    void escapeWhatSeparatesOptionsAndDirectories() {
        OverlayOptions options = new OverlayOptions("/srv/a, b:c\\d", "/u", "/w");

        assertThat(options.problem()).isEmpty();
        assertThat(options.text(Notes.FOR_USERS)).startsWith("lowerdir=/srv/a\\, b\\:c\\\\d,upperdir=/u,");
    }

    @Test
    void cannotHaveAWordOfTheEnginesOwnAfterAComma() {
        assertThat(new OverlayOptions("/srv/a,ro", "/u", "/w").problem()).isPresent();
        assertThat(new OverlayOptions("/srv/a,ro,b", "/u", "/w").problem()).isPresent();
        assertThat(new OverlayOptions("/srv/ro,A", "/u", "/w").problem()).isEmpty();
    }

    @Test
    void cannotBeLongerThanAPageOfMemory() {
        assertThat(new OverlayOptions("/" + "a".repeat(3900), "/u", "/w").problem())
                .isEmpty();
        assertThat(new OverlayOptions("/" + "ä".repeat(2030), "/u", "/w").problem())
                .contains("its path is too long for the options of a mount");
    }
}
