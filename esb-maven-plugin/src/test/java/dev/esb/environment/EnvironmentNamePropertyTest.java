package dev.esb.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.esb.EsbException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Any text that a user passes as a name is refused with a message that can be printed, or gives paths inside the right directories. */
class EnvironmentNamePropertyTest {
    private static final Path HOME = Path.of("/home/me/.esb");
    private static final Path TARGET = Path.of("/work/target");
    private static final Path RUNTIME = Path.of("/run/user/1000");
    private static final List<String> TRICKS = List.of(
            "..",
            ".",
            "/",
            "\\",
            "~",
            "$HOME",
            "$(id)",
            "`id`",
            ";",
            "\0",
            "\n",
            "\u001b[2J",
            "\u202e",
            "%2e%2e",
            "@",
            "a",
            "7",
            "-",
            "_",
            "K",
            "\u212a",
            "\u0130",
            "\u017f",
            "\u0661",
            "\u00e9",
            "\ud83d\ude00");

    @Provide
    Arbitrary<String> hostile() {
        Arbitrary<String> pieces = Arbitraries.of(TRICKS).list().ofMaxSize(50).map(list -> String.join("", list));
        Arbitrary<String> nearlyLegal = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('A', 'Z')
                .withCharRange('0', '9')
                .withChars("-_./ @")
                .ofMaxLength(45);
        return Arbitraries.oneOf(Arbitraries.strings().ofMaxLength(60), pieces, nearlyLegal);
    }

    @Property(tries = 3000)
    void aNameIsAComposeProjectsOrRefusedInPrintableWords(@ForAll("hostile") String given) {
        try {
            EnvironmentName name = EnvironmentName.of(given);
            assertThat(name.value()).matches("[a-z0-9][a-z0-9_-]{0,39}").isEqualToIgnoringCase(given);
            assertThat(EnvironmentName.of(name.value())).isEqualTo(name);
        } catch (EsbException refusal) {
            assertThat(refusal.getMessage()).hasSizeLessThan(500);
            assertThat(refusal.getMessage().codePoints())
                    .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT);
        }
    }

    /** What is suggested has to be accepted. */
    @Property(tries = 3000)
    void aSuggestionIsLegal(@ForAll("hostile") String given) {
        try {
            EnvironmentName.of(given);
        } catch (EsbException refusal) {
            String[] parts = refusal.getMessage().split("How about -Desb.env=");
            Assume.that(parts.length == 2);
            assertThat(EnvironmentName.of(parts[1].replaceAll(" \\?$", ""))).isNotNull();
        }
    }

    @Property(tries = 3000)
    void everyDirectoryIsAChildOfItsPlace(@ForAll("hostile") String env, @ForAll("hostile") String stack) {
        EnvironmentKey key;
        try {
            key = EnvironmentKey.of(env, stack);
        } catch (EsbException refusal) {
            return;
        }

        DirectoryLayout layout = DirectoryLayout.of(HOME, TARGET, Map.of("XDG_RUNTIME_DIR", RUNTIME.toString()));
        Directories directories = layout.of(key);

        assertThat(directories.config().normalize()).isEqualTo(directories.config());
        assertThat(directories.config().getParent()).isEqualTo(HOME);
        assertThat(directories.output().normalize().getParent()).isEqualTo(TARGET.resolve("esb"));
        assertThat(directories.sockets().normalize().getParent()).isEqualTo(layout.sockets());
        assertThat(directories.certificates().startsWith(directories.config())).isTrue();
        assertThat(directories.data().startsWith(directories.config())).isTrue();
        assertThat(directories.logs().startsWith(directories.output())).isTrue();
        assertThat(key.project()).matches("esb-[a-z0-9][a-z0-9_-]*");
    }

    @Property(tries = 3000)
    void twoKeysNeverShareADirectory(
            @ForAll("legal") String env,
            @ForAll("legal") String stack,
            @ForAll("legal") String otherEnv,
            @ForAll("legal") String otherStack) {
        EnvironmentKey one = EnvironmentKey.of(env, stack);
        EnvironmentKey other = EnvironmentKey.of(otherEnv, otherStack);

        assertThat(config(one).equals(config(other))).isEqualTo(one.equals(other));
        assertThat(config(one).startsWith(config(other))).isEqualTo(one.equals(other));
    }

    /** Few letters, so that what could meet does meet. */
    @Provide
    Arbitrary<String> legal() {
        return Arbitraries.strings()
                .withChars("aB0-_")
                .ofMinLength(1)
                .ofMaxLength(4)
                .filter(text -> !text.startsWith("-") && !text.startsWith("_"));
    }

    @Example
    void noTrickIsLegalAlone() {
        assertThat(TRICKS.stream().filter(EnvironmentNamePropertyTest::isLegal)).containsExactly("a", "7", "K");
    }

    private static boolean isLegal(String name) {
        try {
            return EnvironmentName.of(name) != null;
        } catch (EsbException refusal) {
            return false;
        }
    }

    private static Path config(EnvironmentKey key) {
        return DirectoryLayout.of(HOME, TARGET, Map.of()).of(key).config();
    }
}
