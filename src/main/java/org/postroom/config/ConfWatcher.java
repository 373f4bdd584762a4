package org.postroom.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.postroom.schedule.Worker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the conf in force and follows changes on disk: a change is loaded whole once the files have stayed the same from
 * one look to the next, and then either comes into force or is refused with all its problems, the old conf staying.
 */
public final class ConfWatcher {
    private static final Logger log = LoggerFactory.getLogger(ConfWatcher.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final ConfSource source;
    private final List<Consumer<Conf>> listeners = new CopyOnWriteArrayList<>();
    private volatile Optional<Conf> current = Optional.empty();
    private Set<Path> files = Set.of();
    private Optional<Fingerprint> loaded = Optional.empty();
    private Optional<Fingerprint> lastLook = Optional.empty();

    public ConfWatcher(ConfSource source) {
        this.source = source;
    }

    /** Loads conf for the first time. A Conf comes into force; after problems there is still none. */
    public synchronized ConfResult load() {
        loaded = Optional.of(look());
        ConfLoader.Loading loading = ConfLoader.loading(source);
        follow(loading);
        if (loading.result() instanceof Conf conf) {
            current = Optional.of(conf);
        }
        return loading.result();
    }

    /** The conf in force. Throws IllegalStateException before one was loaded. */
    public Conf current() {
        return current.orElseThrow(() -> new IllegalStateException("No conf was loaded yet"));
    }

    /** Tells of each conf that comes into force from now on, on the watching thread. */
    public void onChange(Consumer<Conf> listener) {
        listeners.add(listener);
    }

    /** Looks for changes about once a second until the worker is closed. */
    public Worker start() {
        return Worker.start("conf", () -> {
            check();
            return BETWEEN_LOOKS;
        });
    }

    /** One look at the files: loads them when they changed and stand still. */
    synchronized void check() {
        Optional<Fingerprint> now = Optional.of(look());
        boolean changed = !now.equals(loaded);
        boolean still = now.equals(lastLook);
        lastLook = now;
        if (changed && still) {
            loaded = now;
            ConfLoader.Loading loading = ConfLoader.loading(source);
            follow(loading);
            switch (loading.result()) {
                case Conf conf -> apply(conf);
                case Problems problems -> refuse(problems);
            }
        }
    }

    private Fingerprint look() {
        return Fingerprint.take(source.directory(), files);
    }

    /** From now on looks at the files this loading read too, wherever they lie. */
    private void follow(ConfLoader.Loading loading) {
        Set<Path> more = new HashSet<>(files);
        if (more.addAll(loading.files())) {
            files = Set.copyOf(more);
            loaded = loaded.map(before -> before.with(look()));
        }
    }

    private void apply(Conf conf) {
        Conf running = current();
        List<String> waiting = conf.needingRestart(running);
        if (!waiting.isEmpty()) {
            log.atWarn().addKeyValue("keys", waiting).log("Conf change needs a restart");
        }
        Conf next = conf.keepingFixedOf(running);
        current = Optional.of(next);
        log.atInfo()
                .addKeyValue("departments", next.organisation().departments().size())
                .addKeyValue("agents", next.organisation().agents().size())
                .log("Conf change applied");
        listeners.forEach(listener -> listener.accept(next));
    }

    private static void refuse(Problems problems) {
        log.atError().addKeyValue("problems", problems.all().size()).log("Conf change refused, the old conf stays");
        problems.all()
                .forEach(
                        problem -> log.atError().addKeyValue("problem", problem).log("Conf problem"));
    }
}
