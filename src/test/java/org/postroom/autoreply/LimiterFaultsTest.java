package org.postroom.autoreply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postroom.faults.Seeds;
import org.postroom.faults.Tally;
import org.postroom.storage.Database;
import org.postroom.storage.DatabaseSettings;
import org.postroom.storage.Dialect;
import org.postroom.storage.TestDatabase;
import org.postroom.storage.TestDatabases;

/**
 * FAULTS D5: the limit of automatic mails holds whatever tries at once and whatever is killed in between.
 * {@code -Dfaults.limiter=1000000} and {@code -Dfaults.limiter.mariadb=1000000} for a million tries.
 */
@Tag("faults")
class LimiterFaultsTest {
    private static final int KILLS = Seeds.size("limiter.kills", 12);
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void isNeverExceededByFourProcessesOnMariaDb() throws Exception {
        play(TestDatabases.mariadb(), 4, 8, Seeds.size("limiter.mariadb", 20_000));
    }

    @Test
    void isNeverExceededByThirtyTwoThreadsOnSqlite() throws Exception {
        play(TestDatabases.sqlite(), 1, 32, Seeds.size("limiter", 100_000));
    }

    private static void play(TestDatabase held, int processes, int threads, int tries) throws Exception {
        DatabaseSettings settings = held.settings();
        boolean sqlite = settings.dialect() == Dialect.SQLITE;
        try (TestDatabase own = held) {
            own.database().change(transaction -> {
                transaction
                        .handle()
                        .execute("CREATE TABLE limiter_grant (victim VARCHAR(40), department VARCHAR(40),"
                                + " granted_at BIGINT)");
                transaction
                        .handle()
                        .execute("CREATE TABLE limiter_tries (process BIGINT, thread INTEGER, tries BIGINT,"
                                + " PRIMARY KEY (process, thread))");
            });
            if (sqlite) {
                own.database().close();
            }
            int kills = killInBetween(settings, processes, threads, tries);
            try (Database again = sqlite ? Database.open(settings) : Database.openBesideDaemon(settings)) {
                check(again, settings.dialect(), kills, tries);
            }
        }
    }

    /** Starts them, kills one now and then and starts another in its place, until they are done. */
    private static int killInBetween(DatabaseSettings settings, int processes, int threads, int tries)
            throws IOException, InterruptedException {
        Random random = Seeds.random("limiter");
        List<Process> running = new ArrayList<>();
        for (int i = 0; i < processes; i++) {
            running.add(start(settings, i, threads, tries));
        }
        int kills = 0;
        while (!running.isEmpty()) {
            int chosen = random.nextInt(running.size());
            boolean ended = running.get(chosen).waitFor(200 + random.nextInt(1000), TimeUnit.MILLISECONDS);
            if (ended) {
                assertThat(running.remove(chosen).exitValue()).isZero();
            } else if (kills < KILLS) {
                Process process = running.remove(chosen);
                process.destroyForcibly().waitFor();
                kills++;
                running.add(start(settings, processes + kills, threads, tries));
            }
        }
        return kills;
    }

    private static Process start(DatabaseSettings settings, int number, int threads, int tries) throws IOException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-Xmx96m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LimiterProcess.class.getName(),
                        settings.url(),
                        settings.user(),
                        settings.password().reveal(),
                        Integer.toString(number),
                        Integer.toString(threads),
                        Integer.toString(tries))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(process.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("open");
        return process;
    }

    private record Grant(String victim, String department, long at) {}

    private static void check(Database database, Dialect dialect, int kills, int wanted) {
        List<Grant> grants = database.read(transaction -> transaction
                .handle()
                .createQuery("SELECT victim, department, granted_at FROM limiter_grant ORDER BY granted_at")
                .map((row, _) -> new Grant(row.getString(1), row.getString(2), row.getLong(3)))
                .list());
        long tries = database.read(LimiterProcess::tries);
        AutoReplyLimits limits = LimiterProcess.LIMITS;
        for (int victim = 0; victim < 40; victim++) {
            String name = "victim" + victim;
            never(
                    grants.stream().filter(grant -> grant.victim().equals(name)).toList(),
                    limits.perAddress(),
                    limits.window());
        }
        for (String department : List.of("d0", "d1")) {
            never(
                    grants.stream()
                            .filter(grant -> grant.department().equals(department))
                            .toList(),
                    limits.perHour().department(),
                    HOUR);
        }
        never(grants, limits.perHour().inAll(), HOUR);
        Tally.of("limiter " + dialect.product())
                .add("tries", tries)
                .add("granted", grants.size())
                .add("kills", kills)
                .add("over the limit", 0)
                .print();
        assertThat(tries).isGreaterThanOrEqualTo(wanted);
        assertThat(grants)
                .as("as many as there may be")
                .hasSize(limits.perHour().inAll());
    }

    /** No stretch as long as the window, both ends counted, holds more. */
    private static void never(List<Grant> grants, int most, Duration window) {
        for (int i = 0; i + most < grants.size(); i++) {
            assertThat(grants.get(i + most).at() - grants.get(i).at())
                    .as(grants.get(i) + " and " + grants.get(i + most))
                    .isGreaterThan(window.toMillis());
        }
    }
}
