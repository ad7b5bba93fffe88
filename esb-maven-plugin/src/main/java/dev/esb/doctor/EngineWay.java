package dev.esb.doctor;

import dev.esb.engine.EnginePlace.Beside;
import dev.esb.engine.EnginePlace.Elsewhere;

/** On which way the engine is reached. */
enum EngineWay {
    /** On this machine. */
    HERE("on this machine", "here"),
    /** Beside the container in which this process runs. */
    BESIDE("beside this container", "beside"),
    /** Over the network, with or without TLS. */
    TCP("elsewhere, over TCP", "elsewhere-tcp"),
    /** By ssh. */
    SSH("elsewhere, over ssh", "elsewhere-ssh");

    private final String text;
    private final String engine;

    EngineWay(String text, String engine) {
        this.text = text;
        this.engine = engine;
    }

    static EngineWay to(EngineAnswer answer) {
        if (answer.place() instanceof Beside) {
            return BESIDE;
        }
        if (answer.place() instanceof Elsewhere elsewhere) {
            return elsewhere.ssh().isPresent() ? SSH : TCP;
        }
        return HERE;
    }

    /** For messages. */
    String text() {
        return text;
    }

    /** What the names of such engines begin with in {@code it/engines/with}. */
    String engine() {
        return engine;
    }
}
