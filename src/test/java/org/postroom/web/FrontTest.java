package org.postroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postroom.mail.Bytes;
import org.postroom.storage.StorageBrokenException;
import org.postroom.storage.StorageUnavailableException;
import org.postroom.storage.UncertainCommitException;

/** What holds for every route, over a real connection. */
class FrontTest {
    private static final Permission ANYONE = new Permission.Anyone();

    private final AtomicInteger acted = new AtomicInteger();
    private final HttpClient client = HttpClient.newHttpClient();
    private WebServer server = site().server(0);

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
        client.close();
    }

    @Test
    void givesEveryAnswerTheHeadersThatKeepBrowsersSafe() throws Exception {
        for (String path : List.of("/show", "/nothing", "/health", "/fails")) {
            HttpResponse<String> answer = get(path);
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(answer.headers().firstValue("Referrer-Policy")).contains("same-origin");
            assertThat(answer.headers().firstValue("Server")).isEmpty();
        }
    }

    @Test
    void saysWhatIsTheMatterInTheBrowsersLanguage() throws Exception {
        assertThat(get("/nothing").statusCode()).isEqualTo(404);
        assertThat(get("/nothing").body()).contains("Nothing is here");
        HttpResponse<String> german =
                client.send(request("/nothing").header("Accept-Language", "de").build(), BodyHandlers.ofString());
        assertThat(german.body()).contains("Hier ist nichts").contains("lang=\"de\"");
    }

    @Test
    void showsNothingOfTheInsideWhenAPageFails() throws Exception {
        HttpResponse<String> answer = get("/fails");
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("That went wrong").doesNotContain("secret", "Exception");
    }

    @Test
    void leadsOnFromAPageThatFailsAndSpeaksToCustomersOfWhatTheyCanDo() throws Exception {
        assertThat(get("/fails").body()).contains("href=\"/tickets\"");
        assertThat(get("/view/fails").body())
                .contains("answer our last mail")
                .doesNotContain("href=\"/tickets\"", "daemon", "admin");
    }

    @Test
    void asksToComeBackWhileTheDatabaseIsAway() throws Exception {
        HttpResponse<String> answer = get("/away");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("10");
        assertThat(answer.body()).contains("Nothing was saved").doesNotContain("secret");
    }

    /** FAULTS A3, A7, A8: a failed disk shows as little of the inside as a database that is away. */
    @Test
    void saysSoWhenTheDiskHasFailedOrNobodyKnowsWhatWasSaved() throws Exception {
        HttpResponse<String> broken = get("/broken");
        assertThat(broken.statusCode()).isEqualTo(503);
        assertThat(broken.body()).contains("Nothing was saved").doesNotContain("secret");
        HttpResponse<String> uncertain = get("/uncertain");
        assertThat(uncertain.statusCode()).isEqualTo(503);
        assertThat(uncertain.body())
                .contains("Whether it was done is not known")
                .doesNotContain("secret");
    }

    @Test
    void takesNoFormFromAnotherSite() throws Exception {
        HttpRequest foreign = request("/act")
                .header("Origin", "https://evil.example.net")
                .POST(BodyPublishers.noBody())
                .build();
        assertThat(client.send(foreign, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
        assertThat(acted).hasValue(0);
    }

    @Test
    void takesOnlyTheMethodsOfARoute() throws Exception {
        assertThat(get("/act").statusCode()).isEqualTo(405);
        assertThat(get("/act").headers().firstValue("Allow")).contains("POST");
        HttpRequest other =
                request("/show").method("DELETE", BodyPublishers.noBody()).build();
        assertThat(client.send(other, BodyHandlers.ofString()).statusCode()).isEqualTo(405);
        assertThat(acted).hasValue(0);
    }

    @Test
    void answersHeadAsGetWithoutABody() throws Exception {
        HttpRequest head =
                request("/show").method("HEAD", BodyPublishers.noBody()).build();
        HttpResponse<String> answer = client.send(head, BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Length")).contains("5");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void readsFieldsAndFilesOfAForm() throws Exception {
        String body = "--x\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nGrüße\r\n"
                + "--x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"ü.bin\"\r\n"
                + "Content-Type: image/png\r\n\r\n" + "z".repeat(300_000) + "\r\n--x--\r\n";
        HttpResponse<String> answer = client.send(
                request("/echo")
                        .header("Content-Type", "multipart/form-data; boundary=x")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.body()).isEqualTo("Grüße|ü.bin|image/png|300000");
    }

    @ParameterizedTest
    @CsvSource({
        "/act,application/x-www-form-urlencoded,text=%zz",
        "/act,application/x-www-form-urlencoded,text=%ff%fe",
        "/act,application/x-www-form-urlencoded; charset=nonsense,text=a",
        "/act,application/x-www-form-urlencoded; charset=*,text=a",
        "/echo,multipart/form-data,text",
        "/echo,multipart/form-data; boundary=,text",
        "/echo,multipart/form-data; boundary=x; boundary=y,text",
    })
    void callsAFormThatMakesNoSenseABadRequest(String path, String type, String body) throws Exception {
        HttpResponse<String> answer = client.send(
                request(path)
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(acted).hasValue(0);
    }

    /** More than the buffers between hold: the answer must not be lost because its client is still sending. */
    @RepeatedTest(20)
    void answersAFormThatIsFarTooLargeInsteadOfHangingUp() throws Exception {
        assertThat(sendForm("/echo", 40_000_000).statusCode()).isEqualTo(413);
        assertThat(sendForm("/nothing", 20_000_000).statusCode()).isEqualTo(404);
    }

    @Test
    void refusesAFormThatIsLargerThanConfAllows() throws Exception {
        HttpResponse<String> answer = sendForm("/echo", 2_000_000);
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("too large");
    }

    private HttpResponse<String> sendForm(String path, int size) throws Exception {
        byte[] large = new byte[size];
        String head = "--x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a\"\r\n\r\n";
        return client.send(
                request(path)
                        .header("Content-Type", "multipart/form-data; boundary=x")
                        .POST(BodyPublishers.concat(
                                BodyPublishers.ofString(head),
                                BodyPublishers.ofByteArray(large),
                                BodyPublishers.ofString("\r\n--x--\r\n")))
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void compressesPagesForBrowsersThatTakeIt() throws Exception {
        HttpResponse<byte[]> answer = client.send(
                request("/long").header("Accept-Encoding", "gzip, br").build(), BodyHandlers.ofByteArray());
        assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(answer.headers().firstValue("Vary")).contains("Accept-Encoding");
        assertThat(answer.body().length).isLessThan(1000);
        assertThat(get("/long").body()).hasSize(10_000);
    }

    @Test
    void servesStaticFilesUnderTheirHashForEver() throws Exception {
        String address = StaticFiles.load().address("style.css");
        HttpResponse<String> answer = get(address);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
        assertThat(get("/static/style.css").statusCode()).isEqualTo(404);
        assertThat(get("/static/..%2f..%2fconf").statusCode()).isIn(400, 404);
    }

    /** A proxy may add its own line below one that the client made up. */
    @Test
    void believesTheLineATrustedProxyAddedLast() throws Exception {
        server.close();
        WebSettings usual = WebSettings.DEFAULT;
        server = site().server(new WebSettings(
                usual.address(),
                0,
                usual.publicUrl(),
                usual.tls(),
                List.of(AddressRange.parse("127.0.0.1").orElseThrow()),
                1_000_000));
        server.start();
        HttpRequest.Builder forged = request("/whence").header("X-Forwarded-For", "198.51.100.1");
        assertThat(client.send(forged.copy().build(), BodyHandlers.ofString()).body())
                .isEqualTo("198.51.100.1");
        forged.header("X-Forwarded-For", "203.0.113.5");
        assertThat(client.send(forged.copy().build(), BodyHandlers.ofString()).body())
                .isEqualTo("203.0.113.5");
        forged.header("X-Forwarded-For", "unknown");
        assertThat(client.send(forged.build(), BodyHandlers.ofString()).body()).isEqualTo("127.0.0.1");
    }

    private TestSite site() {
        return TestSite.of(
                Route.get("/show", ANYONE, _ -> Reply.text(200, "shown")),
                Route.get(
                        "/whence",
                        ANYONE,
                        visit -> Reply.text(200, visit.ask().client().address())),
                Route.get("/long", ANYONE, _ -> Reply.text(200, "x".repeat(10_000))),
                Route.get("/fails", ANYONE, _ -> {
                    throw new IllegalStateException("secret");
                }),
                Route.get("/view/{token}", new Permission.ViewLink(), _ -> {
                    throw new IllegalStateException("secret");
                }),
                Route.get("/away", ANYONE, _ -> {
                    throw new StorageUnavailableException("secret", new IOException("secret"));
                }),
                Route.get("/broken", ANYONE, _ -> {
                    throw new StorageBrokenException("secret", new IOException("secret"));
                }),
                Route.get("/uncertain", ANYONE, _ -> {
                    throw new UncertainCommitException("secret", new IOException("secret"));
                }),
                Route.post("/act", ANYONE, _ -> {
                    acted.incrementAndGet();
                    return Reply.nothing();
                }),
                Route.post("/echo", new Permission.ViewLink(), visit -> {
                    Optional<Upload> file =
                            visit.ask().uploads("files").stream().findFirst();
                    return Reply.text(
                            200,
                            visit.ask().field("text") + "|"
                                    + file.map(Upload::name).orElse("") + "|"
                                    + file.map(Upload::type).orElse("") + "|"
                                    + file.map(Upload::content).map(Bytes::size).orElse(0));
                }));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }
}
