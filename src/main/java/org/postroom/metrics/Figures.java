package org.postroom.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * The figures of one daemon. Add one with a name, such as {@code postroom.mails.pending}, which Prometheus sees as
 * {@code postroom_mails_pending}, and a sentence that says what it counts and in what unit.
 */
public final class Figures {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final List<Runnable> beforeReading = new ArrayList<>();

    /** Figures of the Java process: memory, threads, processor, files, since when it runs. */
    public static Figures ofProcess() {
        Figures figures = new Figures();
        new JvmMemoryMetrics().bindTo(figures.registry);
        new JvmThreadMetrics().bindTo(figures.registry);
        new ProcessorMetrics().bindTo(figures.registry);
        new FileDescriptorMetrics().bindTo(figures.registry);
        new UptimeMetrics().bindTo(figures.registry);
        return figures;
    }

    /** Has this done each time before the figures are read, such as asking the database once for several of them. */
    public synchronized void beforeReading(Runnable work) {
        beforeReading.add(work);
    }

    /** A value that goes up and down, asked for when the figures are read. Not a number: it is not known. */
    public void value(String name, String sentence, DoubleSupplier value) {
        Gauge.builder(name, value::getAsDouble)
                .description(sentence)
                .strongReference(true)
                .register(registry);
    }

    /**
     * Values of one sort, such as one for each mailbox, asked for when the figures are read; those that are not there any more
     * are left out.
     *
     * @param label what tells them apart, such as {@code department}
     */
    public void values(String name, String sentence, String label, Supplier<Map<String, Double>> values) {
        MultiGauge gauge = MultiGauge.builder(name).description(sentence).register(registry);
        beforeReading(() -> gauge.register(
                values.get().entrySet().stream()
                        .map(one -> MultiGauge.Row.of(Tags.of(label, one.getKey()), one.getValue()))
                        .toList(),
                true));
    }

    /** A count that only goes up while the process runs. */
    public Count count(String name, String sentence) {
        Counter counter = Counter.builder(name).description(sentence).register(registry);
        return counter::increment;
    }

    /** One of several counts of a sort. */
    public Count count(String name, String sentence, String label, String which) {
        Counter counter =
                Counter.builder(name).description(sentence).tags(label, which).register(registry);
        return counter::increment;
    }

    /** A count. */
    @FunctionalInterface
    public interface Count {
        /** One more. */
        void oneMore();
    }

    /** All figures, in the text format of Prometheus, version 0.0.4. */
    public synchronized String text() {
        beforeReading.forEach(Runnable::run);
        return registry.scrape();
    }
}
