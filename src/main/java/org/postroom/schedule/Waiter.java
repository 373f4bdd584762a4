package org.postroom.schedule;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Waits for a time or until woken, whichever is first. A wake-up while nobody waits is not lost: the next wait ends at once. */
public final class Waiter {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition woken = lock.newCondition();
    private boolean wakeUp;

    /** Waits this long at most. Monotonic: jumps of the wall clock neither shorten nor lengthen it. */
    public void await(Duration longest) throws InterruptedException {
        lock.lock();
        try {
            long left = longest.toNanos();
            while (!wakeUp && left > 0) {
                left = woken.awaitNanos(left);
            }
            wakeUp = false;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the current wait, or the next one. */
    public void wake() {
        lock.lock();
        try {
            wakeUp = true;
            woken.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a short, fixed time that nothing shortens but an interrupt. */
    public static void pause(Duration time) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
    }
}
