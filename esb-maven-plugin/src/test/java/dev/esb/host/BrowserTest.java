package dev.esb.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class BrowserTest {
    private static final String URL = "http://127.0.0.1:20001/?a=b&c=d";

    @Test
    void isTheSystemsOwn() {
        assertThat(commands("Linux", Map.of("DISPLAY", ":0"))).containsExactly(List.of("xdg-open", URL));
        assertThat(commands("Linux", Map.of("WAYLAND_DISPLAY", "wayland-0"))).containsExactly(List.of("xdg-open", URL));
        assertThat(commands("Mac OS X", Map.of())).containsExactly(List.of("open", URL));
        assertThat(commands("Windows 11", Map.of()))
                .containsExactly(List.of("rundll32", "url.dll,FileProtocolHandler", URL));
    }

    @Test
    void isNotThereWithoutADisplay() {
        assertThat(commands("Linux", Map.of())).isEmpty();
        assertThat(new Browser(Map.of(), "Linux").open(URL)).isFalse();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void isWhatTheVariableNames() {
        assertThat(commands("Linux", Map.of("BROWSER", "firefox --new-tab:chromium --app=%s")))
                .containsExactly(List.of("firefox", "--new-tab", URL), List.of("chromium", "--app=" + URL));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void isTheFirstThatOpensThePage() {
        assertThat(new Browser(Map.of("BROWSER", "/none/browser:false:true"), "Linux").open(URL))
                .isTrue();
        assertThat(new Browser(Map.of("BROWSER", "/none/browser:false"), "Linux").open(URL))
                .isFalse();
    }

    private static List<List<String>> commands(String system, Map<String, String> variables) {
        return new Browser(variables, system).commands(URL);
    }
}
