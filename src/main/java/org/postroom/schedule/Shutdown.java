package org.postroom.schedule;

import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of the process: on SIGTERM or SIGINT a service is closed in good order, then the process ends with 0. */
public final class Shutdown {
    private static final Logger log = LoggerFactory.getLogger(Shutdown.class);

    private Shutdown() {}

    /** Keeps the calling thread until the process is asked to end, and then closes the service before it does. */
    public static void await(AutoCloseable service) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(() -> close(service)));
        never.await();
    }

    /** Ends the process now and says that it failed: whoever looks after it may start it again. */
    public static void abandon() {
        Runtime.getRuntime().halt(1);
    }

    private static void close(AutoCloseable service) {
        int code = 0;
        try {
            service.close();
        } catch (Exception e) {
            log.atError().setCause(e).log("Stopping failed");
            code = 1;
        }
        Runtime.getRuntime().halt(code);
    }
}
