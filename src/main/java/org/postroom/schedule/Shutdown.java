package org.postroom.schedule;

import java.util.concurrent.CountDownLatch;

/** The end of the process: on SIGTERM or SIGINT a service is closed in good order, then the process ends with 0. */
public final class Shutdown {
    private Shutdown() {}

    /** Keeps the calling thread until the process is asked to end, and then closes the service before it does. */
    public static void await(AutoCloseable service) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(() -> close(service)));
        never.await();
    }

    private static void close(AutoCloseable service) {
        int code = 0;
        try {
            service.close();
        } catch (Exception e) {
            System.err.println("postroom: stopping failed: " + e);
            code = 1;
        }
        Runtime.getRuntime().halt(code);
    }
}
