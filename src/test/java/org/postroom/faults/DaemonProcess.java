package org.postroom.faults;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postroom.testing.Commands;

/** The daemon as a process of its own, as {@code postroom run} starts it; to be killed. What it logs goes into a file. */
public final class DaemonProcess implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofMinutes(3);
    private static final Pattern RUNS = Pattern.compile("Postroom runs .*web=\"?http://127\\.0\\.0\\.1:(\\d+)/");
    private static final AtomicInteger STARTED = new AtomicInteger();

    /** What is not to outlive the tests. */
    private static final class Alive {
        static final Set<Process> PROCESSES = ConcurrentHashMap.newKeySet();

        static {
            Runtime.getRuntime()
                    .addShutdownHook(Thread.ofPlatform().unstarted(() -> PROCESSES.forEach(Process::destroyForcibly)));
        }
    }

    private final Process process;
    private final Path log;
    private final long began = System.nanoTime();

    private DaemonProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * How to start one.
     *
     * @param properties system properties of its JVM
     * @param wrapper a command that runs it, such as strace and its options
     */
    public record Launch(
            Company company, Map<String, String> properties, Map<String, String> environment, List<String> wrapper) {
        public Launch {
            properties = Map.copyOf(properties);
            environment = Map.copyOf(environment);
            wrapper = List.copyOf(wrapper);
        }

        /** The usual way. */
        public static Launch of(Company company) {
            return new Launch(company, Map.of(), Map.of(), List.of());
        }

        /** With system properties, such as {@code postroom.failpoints}. */
        public Launch with(Map<String, String> more) {
            return new Launch(company, more, environment, wrapper);
        }

        /** With environment variables, such as {@code LD_PRELOAD}. */
        public Launch in(Map<String, String> more) {
            return new Launch(company, properties, more, wrapper);
        }

        /** Run by another program. */
        public Launch by(String... program) {
            return new Launch(company, properties, environment, List.of(program));
        }

        /** Starts it, and does not wait. */
        public DaemonProcess start() {
            return DaemonProcess.start(this);
        }
    }

    /** Starts one in the usual way, and does not wait. */
    public static DaemonProcess start(Company company) {
        return start(Launch.of(company));
    }

    private static DaemonProcess start(Launch launch) {
        List<String> command = new ArrayList<>(launch.wrapper());
        command.addAll(Build.command());
        launch.properties().forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of(
                "org.postroom.Main", "run", "--conf", launch.company().conf().toString()));
        Path log = launch.company().directory().resolve("daemon-%05d.log".formatted(STARTED.incrementAndGet()));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        builder.environment().putAll(launch.environment());
        try {
            Process process = builder.start();
            Alive.PROCESSES.add(process);
            var _ = process.onExit().thenAccept(Alive.PROCESSES::remove);
            return new DaemonProcess(process, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it says that it runs and answers on its port; returns the time since its start. */
    public Duration awaitRunning() {
        await("the daemon to run")
                .atMost(LONGEST_START)
                .pollInterval(Duration.ofMillis(20))
                .pollDelay(Duration.ZERO)
                .until(() -> {
                    if (!process.isAlive()) {
                        throw new IllegalStateException("The daemon ended: " + log());
                    }
                    return webPort() > 0 && healthStatus() > 0;
                });
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** The port its page is on; 0 while it has not said so. */
    public int webPort() {
        Matcher runs = RUNS.matcher(log());
        return runs.find() ? Integer.parseInt(runs.group(1)) : 0;
    }

    /** Whether it got as far as to say that it runs. */
    public boolean saysItRuns() {
        return webPort() > 0;
    }

    /** The status of {@code /health}: 200 when all is well, 503; 0 when there is no answer within 20 seconds. */
    public int healthStatus() {
        return get("/health").map(HttpResponse::statusCode).orElse(0);
    }

    /** What a path of its page answers; empty when there is no answer within 20 seconds. */
    public Optional<HttpResponse<String>> get(String path, String... headers) {
        return get(path, Duration.ofSeconds(20), headers);
    }

    /** What a path of its page answers; empty when there is no answer in time. */
    public Optional<HttpResponse<String>> get(String path, Duration patience, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + webPort() + path))
                .timeout(patience);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return Optional.of(client.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Kills it as {@code kill -9} does. */
    public void kill() {
        daemon().destroyForcibly();
        end(process.destroyForcibly());
    }

    /** Ends it as {@code systemctl stop} does, and waits; returns its exit code. */
    public int stop() {
        daemon().destroy();
        return end(process);
    }

    /** Whoever runs it, such as strace, would leave it behind. */
    private ProcessHandle daemon() {
        return process.descendants().findFirst().orElse(process.toHandle());
    }

    private static int end(Process process) {
        try {
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                throw new IllegalStateException("The daemon does not end");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Freezes it (SIGSTOP). */
    public void freeze() {
        signal("STOP");
    }

    /** Lets it go on (SIGCONT). */
    public void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        Commands.run(List.of("kill", "-" + name, String.valueOf(process.pid())));
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** How it ended; throws IllegalThreadStateException while it runs. */
    public int exitCode() {
        return process.exitValue();
    }

    /** Waits until it has ended by itself; false when it has not. */
    public boolean awaitEnd(Duration longest) {
        try {
            return process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What it logged so far. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills it if it still runs. */
    @Override
    public void close() {
        kill();
    }
}
