package org.postroom.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.mail.Bytes;

/** FAULTS F11: a large answer stands in memory only while it is made, however slowly it is read. */
class LargeAnswerTest {
    private static final int SIZE = 4_000_000;
    private static final int READERS = 40;
    private static final long MORE_AT_MOST = 40_000_000;

    private final AtomicInteger made = new AtomicInteger();
    private final List<Socket> sockets = new ArrayList<>();
    private final WebServer server = TestSite.of(Route.get("/file", new Permission.Anyone(), _ -> file()))
            .server(0);

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        server.close();
    }

    private Reply file() {
        made.incrementAndGet();
        return Reply.bytes("application/octet-stream", Bytes.wrap(content()));
    }

    private static byte[] content() {
        byte[] content = new byte[SIZE];
        new Random(7).nextBytes(content);
        return content;
    }

    @Test
    void arrivesWhole() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/file"))
                    .build();
            HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
            assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(SIZE);
            assertThat(Bytes.wrap(answer.body()).sha256())
                    .isEqualTo(Bytes.wrap(content()).sha256());
        }
    }

    @Test
    void doesNotStandInMemoryWhileItIsReadSlowly() throws IOException {
        long before = used();
        for (int i = 0; i < READERS; i++) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
            sockets.add(socket);
            socket.getOutputStream().write("GET /file HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> made.get() == READERS);
        for (Socket socket : sockets) {
            assertThat(new String(socket.getInputStream().readNBytes(15), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 200 OK");
        }
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(used() - before).isLessThan(MORE_AT_MOST));
        assertThat((long) READERS * SIZE).isGreaterThan(3 * MORE_AT_MOST);
    }

    /** Bytes of the heap that are in use, as far as a garbage collector tells. */
    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
