package org.postroom.testing;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/** Measures work by the processor's time that it takes, which a busy machine does not lengthen. */
public final class CpuTime {
    private CpuTime() {}

    /** How much the work took of a processor, by the thread that does it. */
    public static Duration of(Runnable work) {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        work.run();
        return Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before);
    }

    /** How much the whole process took of the processors meanwhile, the compiler and the collector of garbage as well. */
    public static Duration ofProcess(Runnable work) {
        OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long before = process.getProcessCpuTime();
        work.run();
        return Duration.ofNanos(process.getProcessCpuTime() - before);
    }
}
