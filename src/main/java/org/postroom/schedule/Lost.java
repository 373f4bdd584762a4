package org.postroom.schedule;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts threads whose work was given up and that have not ended yet. */
final class Lost {
    /** More than these, and the process had better begin anew. */
    static final int MOST = 8;

    private final AtomicInteger running = new AtomicInteger();
    private final Runnable tooMany;

    Lost(Runnable tooMany) {
        this.tooMany = tooMany;
    }

    void another() {
        if (running.incrementAndGet() == MOST) {
            tooMany.run();
        }
    }

    void found() {
        running.decrementAndGet();
    }
}
