package org.postroom.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postroom.app.demo.Letter;
import org.postroom.app.demo.Office;

/** F11: hundreds of connections that never come to an end hold up neither the page nor the mail. */
class SlowClientTest {
    private static final int OF_EACH_KIND = 120;
    private static final int ROUNDS = 5;
    /** Less than the server waits for one who says nothing. */
    private static final Duration SOON = Duration.ofSeconds(25);

    private static final Duration LONGEST_PATIENCE = Duration.ofMinutes(2);

    /** What a connection says first, and then goes on with, a byte now and then. */
    private record Kind(String begins, String goesOn) {}

    private static final List<Kind> KINDS = List.of(
            new Kind("", ""),
            new Kind("G", "E"),
            new Kind("GET /login HTTP/1.1\r\nHost: x\r\nX-A: ", "a"),
            new Kind(form("Content-Type: application/x-www-form-urlencoded", "Content-Length: 100000") + "a=", "b"),
            new Kind(form("Content-Type: multipart/form-data; boundary=b", "Transfer-Encoding: chunked"), "1\r\n-\r\n"),
            new Kind("GET /login HTTP/1.1\r\nHost: x\r\n\r\n".repeat(40), "G"));

    private static String form(String... headers) {
        return "POST /login HTTP/1.1\r\nHost: x\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
    }

    @Test
    void mailAndPageGoOnBesideThem() throws IOException {
        List<Socket> sockets = new ArrayList<>();
        try (Office office = Office.open();
                Caller nobody = Caller.nobody(office)) {
            for (Kind kind : KINDS) {
                for (int i = 0; i < OF_EACH_KIND; i++) {
                    Socket socket = new Socket(
                            office.address().getHost(), office.address().getPort());
                    sockets.add(socket);
                    say(socket, kind.begins());
                }
            }
            for (int round = 0; round < ROUNDS; round++) {
                for (int i = 0; i < sockets.size(); i++) {
                    say(sockets.get(i), KINDS.get(i / OF_EACH_KIND).goesOn());
                }
                String subject = "In round " + round;
                within(() -> assertThat(nobody.get("/login").statusCode()).isEqualTo(200));
                within(() -> assertThat(office.opened(Letter.of(
                                        new Letter.Person("Clara", "clara@customer.example.org"),
                                        Office.SUPPORT,
                                        subject,
                                        "Hello"))
                                .subject())
                        .isEqualTo(subject));
            }
            List<Socket> dawdling = sockets.subList(0, (KINDS.size() - 1) * OF_EACH_KIND);
            await().atMost(LONGEST_PATIENCE)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> dawdling.stream().allMatch(SlowClientTest::isEnded));
            assertThat(nobody.get("/login").statusCode()).isEqualTo(200);
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    /** Whether the server has said its last word on it. */
    private static boolean isEnded(Socket socket) {
        try {
            socket.setSoTimeout(1);
            while (socket.getInputStream().read() >= 0) {
                // What it said before
            }
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static void within(Runnable work) {
        long from = System.nanoTime();
        assertThatCode(work::run).doesNotThrowAnyException();
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(SOON);
    }

    /** The server may have closed the connection: that is as good. */
    private static void say(Socket socket, String words) {
        try {
            socket.getOutputStream().write(words.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            assertThat(e).isInstanceOf(java.net.SocketException.class);
        }
    }
}
