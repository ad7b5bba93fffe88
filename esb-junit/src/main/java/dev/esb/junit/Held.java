package dev.esb.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.StampedLock;

/**
 * The right of a test, or of a class, to use environments: alone, or together with others that do not put them back. Not bound to the thread, since JUnit can begin
 * and end a class in different ones.
 */
final class Held {
    private final List<Runnable> ends = new ArrayList<>();

    private Held() {}

    /** Waits until no other test uses the environment. */
    static Held alone(StampedLock lock) {
        Held held = new Held();
        long stamp = lock.writeLock();
        held.ends.add(() -> lock.unlockWrite(stamp));
        return held;
    }

    /**
     * Waits until no other test has one of the environments for itself.
     *
     * @param locks always in the same order
     */
    static Held together(List<StampedLock> locks) {
        Held held = new Held();
        for (StampedLock lock : locks) {
            long stamp = lock.readLock();
            held.ends.add(() -> lock.unlockRead(stamp));
        }
        return held;
    }

    void end() {
        ends.forEach(Runnable::run);
        ends.clear();
    }
}
