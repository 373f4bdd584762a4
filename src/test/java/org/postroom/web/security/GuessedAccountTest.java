package org.postroom.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
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
    private static final int MOST_TRIES = 5;
    private static final double LARGEST_RATIO = 1.1;

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

    /** Other work of this machine may disturb one measurement; what differs by its nature differs in all. */
    @Test
    void theAnswersTakeTheSameTime() {
        List<Double> ratios = new ArrayList<>();
        while (ratios.stream().noneMatch(ratio -> ratio < LARGEST_RATIO) && ratios.size() < MOST_TRIES) {
            ratios.add(ratio());
        }
        assertThat(ratios).anyMatch(ratio -> ratio < LARGEST_RATIO);
    }

    /** Of the slowest account's best time to the fastest one's: other work only ever adds to a time. */
    private double ratio() {
        Map<String, List<Long>> times = new LinkedHashMap<>();
        List<String> order = new ArrayList<>(ACCOUNTS);
        Random random = new Random(1);
        for (int round = 0; round < ROUNDS + WARM_UP; round++) {
            Collections.shuffle(order, random);
            for (String account : order) {
                long took = timed(account);
                if (round >= WARM_UP) {
                    times.computeIfAbsent(account, _ -> new ArrayList<>()).add(took);
                }
            }
        }
        List<Long> fastest =
                times.values().stream().map(Collections::min).sorted().toList();
        return (double) fastest.getLast() / fastest.getFirst();
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
        office.clock().forward(java.time.Duration.ofMinutes(20));
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
