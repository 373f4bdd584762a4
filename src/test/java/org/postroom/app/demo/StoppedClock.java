package org.postroom.app.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is moved, so that pictures of pages show the same times whenever they are taken. */
public final class StoppedClock implements InstantSource {
    private volatile Instant now;

    StoppedClock(Instant now) {
        this.now = now;
    }

    @Override
    public Instant instant() {
        return now;
    }

    /** Moves on. */
    public void forward(Duration time) {
        now = now.plus(time);
    }
}
