package org.postroom.app;

import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.Stream;
import org.postroom.schedule.Worker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is to be closed at the end, the last first. One that fails to close does not keep the others from it. */
final class Closing implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Closing.class);

    private final Deque<AutoCloseable> parts = new ConcurrentLinkedDeque<>();

    <T extends AutoCloseable> T add(T part) {
        parts.push(part);
        return part;
    }

    /** The workers among them. */
    List<Worker> workers() {
        return parts.stream()
                .flatMap(part -> part instanceof Worker worker ? Stream.of(worker) : Stream.empty())
                .toList();
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception e) {
                log.atError()
                        .addKeyValue("part", part.getClass().getSimpleName())
                        .setCause(e)
                        .log("Part did not stop cleanly");
            }
        }
    }
}
