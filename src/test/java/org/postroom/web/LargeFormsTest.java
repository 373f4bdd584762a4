package org.postroom.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** FAULTS F11: what many send at the same time stays within bounds, in memory and on the disk. */
class LargeFormsTest {
    private static final Duration SOON = Duration.ofMillis(200);
    private static final Duration LATER = Duration.ofSeconds(30);
    private static final int SIZE = 300_000;

    private final HttpClient client = HttpClient.newHttpClient();
    private final CountDownLatch go = new CountDownLatch(1);
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final List<Socket> sockets = new ArrayList<>();
    private WebServer server = served(new LargeForms.Limits(1, 1, 1, SOON));

    @AfterEach
    void stop() throws IOException {
        go.countDown();
        for (Socket socket : sockets) {
            socket.close();
        }
        client.close();
        server.close();
    }

    private WebServer served(LargeForms.Limits limits) {
        return TestSite.of(
                        Route.post("/guest", new Permission.ViewLink(), this::wait),
                        Route.post("/agent", new Permission.LoggedIn(), this::wait))
                .server(limits);
    }

    private Reply wait(Visit visit) {
        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
        try {
            go.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        inside.decrementAndGet();
        return Reply.text(200, visit.ask().field("text"));
    }

    private void start(LargeForms.Limits limits) throws IOException {
        server.close();
        server = served(limits);
        server.start();
    }

    private CompletableFuture<HttpResponse<String>> sends(String path, int size) {
        String body = "--b\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nHello\r\n"
                + "--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a\"\r\n\r\n"
                + "x".repeat(size) + "\r\n--b--\r\n";
        return client.sendAsync(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                        .header("Content-Type", "multipart/form-data; boundary=b")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    /** A guest whose large form is being read, and never comes to its end. */
    private void dawdles() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        sockets.add(socket);
        String head = String.join(
                "\r\n",
                "POST /guest HTTP/1.1",
                "Host: x",
                "Content-Type: multipart/form-data; boundary=b",
                "Content-Length: 900000",
                "Expect: 100-continue",
                "",
                "");
        socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
        String goAhead = "HTTP/1.1 100 Continue\r\n\r\n";
        assertThat(socket.getInputStream().readNBytes(goAhead.length()))
                .asString(StandardCharsets.ISO_8859_1)
                .isEqualTo(goAhead);
        // Fast enough, as long as it is, for what the server takes for a client that crawls
        socket.getOutputStream().write(("--b\r\n\r\n" + "x".repeat(SIZE)).getBytes(StandardCharsets.ISO_8859_1));
    }

    private HttpResponse<String> refused(String path) {
        return await().atMost(LATER).until(() -> sends(path, SIZE).join(), answer -> answer.statusCode() == 503);
    }

    @Test
    void onlySoManyLargeFormsOfGuestsAreTakenAtOnce() throws IOException {
        start(new LargeForms.Limits(2, 2, 10_000_000, LATER));
        go.countDown();
        dawdles();
        dawdles();
        assertThat(refused("/guest").body()).contains("Too much at once", "wait a minute");
        assertThat(sends("/guest", 100).join().body()).isEqualTo("Hello");
        assertThat(sends("/agent", SIZE).join().body()).isEqualTo("Hello");
        sockets.getFirst().close();
        await().atMost(LATER).until(() -> sends("/guest", SIZE).join().statusCode() == 200);
    }

    @Test
    void oneClientDoesNotTakeThePlacesOfAll() throws IOException {
        start(new LargeForms.Limits(2, 1, 10_000_000, LATER));
        go.countDown();
        dawdles();
        assertThat(refused("/guest").statusCode()).isEqualTo(503);
    }

    @Test
    void inMemoryStandsOnlyWhatThereIsRoomFor() throws IOException {
        start(new LargeForms.Limits(20, 20, 2 * SIZE + 10_000, LATER));
        List<CompletableFuture<HttpResponse<String>>> all =
                Stream.generate(() -> sends("/guest", SIZE)).limit(12).toList();
        await().atMost(LATER).until(() -> inside.get() == 2);
        go.countDown();
        assertThat(all).allSatisfy(one -> assertThat(one.join().body()).isEqualTo("Hello"));
        assertThat(most).hasValue(2);
    }

    @Test
    void aFormThatFindsNoRoomIsToldSo() throws IOException {
        start(new LargeForms.Limits(20, 20, SIZE, SOON));
        CompletableFuture<HttpResponse<String>> first = sends("/agent", SIZE);
        await().atMost(LATER).until(() -> inside.get() == 1);
        assertThat(refused("/agent").body()).contains("Too much at once");
        go.countDown();
        assertThat(first.join().body()).isEqualTo("Hello");
        assertThat(sends("/guest", SIZE).join().statusCode()).isEqualTo(200);
    }
}
