package dev.esb.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.apache.maven.execution.AbstractExecutionListener;
import org.apache.maven.execution.ExecutionEvent;
import org.apache.maven.execution.ExecutionListener;
import org.apache.maven.execution.MavenSession;
import org.junit.jupiter.api.Test;

class SessionEndTest {
    private final List<String> events = new ArrayList<>();
    private final MavenSession session = Sessions.start();

    @Test
    void isToldBeforeMavensOwnListenerHearsOfIt() {
        session.getRequest().setExecutionListener(new Listener());
        SessionEnd.listen(session, () -> events.add("callback"));

        listener().sessionStarted(null);
        listener().projectStarted(null);
        listener().sessionEnded(null);

        assertThat(events).containsExactly("sessionStarted", "projectStarted", "callback", "sessionEnded");
    }

    @Test
    void isToldOnceHoweverManyEnvironmentsListen() {
        session.getRequest().setExecutionListener(new Listener());
        SessionEnd.listen(session, () -> events.add("callback"));
        SessionEnd.listen(session, () -> events.add("callback"));
        // A fork of the session has another object and the same request.
        SessionEnd.listen(Sessions.of(session.getRequest()), () -> events.add("callback"));

        listener().sessionEnded(null);

        assertThat(events).containsExactly("callback", "sessionEnded");
    }

    @Test
    void isToldWhereMavenHasNoListener() {
        SessionEnd.listen(session, () -> events.add("callback"));

        listener().projectStarted(null);
        listener().sessionEnded(null);

        assertThat(events).containsExactly("callback");
    }

    @Test
    void putsAListenerInPlaceThatCanBeKeptInASet() {
        SessionEnd.listen(session, () -> {});

        ExecutionListener listener = listener();

        assertThat(new HashSet<>(List.of(listener))).containsExactly(listener);
        assertThat(listener).isNotEqualTo(new Listener());
        assertThat(listener.toString()).contains("SessionEnd");
    }

    @Test
    void leavesTheErrorsOfTheListenerAsTheyAre() {
        session.getRequest().setExecutionListener(new AbstractExecutionListener() {
            @Override
            public void mojoStarted(ExecutionEvent event) {
                throw new IllegalStateException("of another extension");
            }
        });
        SessionEnd.listen(session, () -> {});

        assertThatThrownBy(() -> listener().mojoStarted(null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("of another extension");
    }

    private ExecutionListener listener() {
        return session.getRequest().getExecutionListener();
    }

    private final class Listener extends AbstractExecutionListener {
        @Override
        public void sessionStarted(ExecutionEvent event) {
            events.add("sessionStarted");
        }

        @Override
        public void projectStarted(ExecutionEvent event) {
            events.add("projectStarted");
        }

        @Override
        public void sessionEnded(ExecutionEvent event) {
            events.add("sessionEnded");
        }
    }
}
