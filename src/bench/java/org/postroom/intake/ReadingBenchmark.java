package org.postroom.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.postroom.mail.Bytes;
import org.postroom.mail.ReadMail;
import org.postroom.mail.parse.MailReader;
import org.postroom.mail.parse.ReadLimits;

/**
 * What it costs to read a customer's mail of 10 KB once the program is warm: {@code ./mvnw -Pbench test}. Time of a processor
 * ({@code cpu}) counts; {@code docs/operating.md} has figures.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ReadingBenchmark {
    private static final double MOST_MICROSECONDS = 1_000;

    private final MailReader reader = new MailReader(ReadLimits.standard());
    private final Bytes raw = TypicalMail.bytes();
    private final ReadMail read = reader.read(raw);

    /** Its parts, words and addresses. */
    @Benchmark
    public ReadMail reading() {
        return reader.read(raw);
    }

    /** What comes behind: its kind, whether it is a bounce, its new text. */
    @Benchmark
    public MailReport telling() {
        return MailReport.of(read);
    }

    /** All of it, as intake does for each mail. */
    @Benchmark
    public MailReport all() {
        return MailReport.of(reader.read(raw));
    }

    @Test
    void readsAMailInLessThanAMillisecond() throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(ReadingBenchmark.class.getName())
                        .shouldFailOnError(true)
                        .forks(1)
                        .warmupIterations(10)
                        .warmupTime(TimeValue.seconds(2))
                        .measurementIterations(5)
                        .measurementTime(TimeValue.seconds(2))
                        .addProfiler(CpuProfiler.class)
                        .jvmArgsAppend("-XX:+UseSerialGC", "-Xmx512m")
                        .build())
                .run()
                .forEach(result -> assertThat(
                                result.getSecondaryResults().get(CpuProfiler.LABEL).getScore())
                        .as(result.getPrimaryResult().getLabel())
                        .isLessThan(MOST_MICROSECONDS));
    }
}
