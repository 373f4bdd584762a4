package org.postroom.testing;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/** Measures work by the processor's time of the thread that does it, which a busy machine does not lengthen. */
public final class CpuTime {
    private CpuTime() {}

    /** How much the work took of a processor. */
    public static Duration of(Runnable work) {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        work.run();
        return Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before);
    }
}
