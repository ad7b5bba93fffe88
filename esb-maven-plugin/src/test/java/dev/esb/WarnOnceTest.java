package dev.esb;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WarnOnceTest {
    @Test
    void passesOnEachWarningOnceAndEveryOtherMessage() {
        RecordedMessages messages = new RecordedMessages();
        Reporter reporter = new WarnOnce(messages);

        for (int i = 0; i < 2; i++) {
            reporter.warn("'/data' stays shared");
            reporter.info("Bringing up 'a'");
            reporter.debug("docker info");
        }
        reporter.warn("'/logs' stays shared");

        assertThat(messages.warnings).containsExactly("'/data' stays shared", "'/logs' stays shared");
        assertThat(messages.infos).hasSize(2);
        assertThat(messages.debugs).hasSize(2);
    }
}
