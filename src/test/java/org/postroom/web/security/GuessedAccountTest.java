package org.postroom.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.app.demo.Office;

/** F6: over HTTP, nothing tells an account that is there from one that is not: neither the words nor the time they take. */
class GuessedAccountTest {
    private static final List<String> ACCOUNTS =
            List.of("anna", "ben", "nobody-of-this-name", "zoe@nowhere.example.org");
    private static final int ROUNDS = 24;
    private static final int WARM_UP = 4;
    private static final Duration LONGEST = Duration.ofMinutes(4);
    private static final double LARGEST_RATIO = 1.1;

    private final Random random = new Random(1);
    private Office office;
    private int households;

    @BeforeEach
    void open() {
        office = Office.open(Map.of("web.trusted-proxies", "127.0.0.1"));
        office.givePassword("anna");
    }

    @AfterEach
    void close() {
        office.close();
    }

    @Test
    void theAnswersAreTheSameByteForByte() {
        List<String> answers = new ArrayList<>();
        for (String account : ACCOUNTS) {
            answers.add(told(wrong(account), account));
        }
        assertThat(answers).allMatch(answers.getFirst()::equals);
        assertThat(answers.getFirst()).startsWith("403");
    }

    @Test
    void theLinksAnswersAreTheSameByteForByte() {
        List<String> answers = new ArrayList<>();
        for (String account : ACCOUNTS) {
            try (Caller stranger = stranger()) {
                answers.add(told(stranger.post("/login/link", Map.of("account", account)), account));
            }
        }
        assertThat(answers).allMatch(answers.getFirst()::equals);
    }

    /**
     * Other work of this machine only ever adds to a time, so that the best of many comes to what an answer takes by its nature,
     * the later the busier the machine is.
     */
    @Test
    void theAnswersTakeTheSameTime() {
        measure(WARM_UP, new HashMap<>());
        Map<String, Long> best = new HashMap<>();
        long begun = System.nanoTime();
        do {
            measure(ROUNDS, best);
        } while (ratio(best) >= LARGEST_RATIO && System.nanoTime() - begun < LONGEST.toNanos());
        assertThat(ratio(best)).as("%s", best).isLessThan(LARGEST_RATIO);
    }

    /** Of the slowest account's best time to the fastest one's. */
    private static double ratio(Map<String, Long> best) {
        return (double) Collections.max(best.values()) / Collections.min(best.values());
    }

    private void measure(int rounds, Map<String, Long> best) {
        List<String> order = new ArrayList<>(ACCOUNTS);
        for (int round = 0; round < rounds; round++) {
            Collections.shuffle(order, random);
            order.forEach(account -> best.merge(account, timed(account), Math::min));
        }
    }

    private long timed(String account) {
        try (Caller stranger = stranger()) {
            stranger.get("/login");
            long from = System.nanoTime();
            assertThat(wrong(stranger, account).statusCode()).isEqualTo(403);
            return System.nanoTime() - from;
        }
    }

    private HttpResponse<String> wrong(String account) {
        try (Caller stranger = stranger()) {
            return wrong(stranger, account);
        }
    }

    private static HttpResponse<String> wrong(Caller stranger, String account) {
        return stranger.post("/login", Map.of("account", account, "password", "not the password"));
    }

    /** Each from a household of its own, so that no delay hides what is measured. */
    private Caller stranger() {
        households++;
        office.clock().forward(Duration.ofMinutes(20));
        return Caller.nobody(office)
                .with(
                        "X-Forwarded-For",
                        "10." + (households >> 16) + "." + (households >> 8 & 255) + "." + (households & 255))
                .with("X-Forwarded-Proto", "https");
    }

    private static String told(HttpResponse<String> answer, String account) {
        return answer.statusCode()
                + answer.body().replace(account, "(account)")
                + answer.headers().map().keySet();
    }
}
