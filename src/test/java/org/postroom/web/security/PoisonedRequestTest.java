package org.postroom.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postroom.app.demo.Office;

/** F9 and F12: requests that would have us lead people, or a proxy, astray. */
class PoisonedRequestTest {
    /** Less than the server lets a connection be idle before it closes it. */
    private static final int LONGEST_SILENCE_MS = 20_000;

    private static Office office;
    private static Caller nobody;

    @BeforeAll
    static void open() {
        office = Office.open();
        office.givePassword("anna");
        nobody = Caller.nobody(office);
    }

    @AfterAll
    static void close() {
        nobody.close();
        office.close();
    }

    /** Places that are not ours, however a browser reads them. */
    static List<String> elsewhere() {
        return List.of(
                "https://evil.example.net/",
                "//evil.example.net/",
                "///evil.example.net",
                "/\\evil.example.net",
                "\\\\evil.example.net",
                "/\t/evil.example.net",
                "/\n/evil.example.net",
                "\t//evil.example.net",
                " //evil.example.net",
                "javascript:alert(1)",
                "data:text/html,<script>alert(1)</script>",
                "/%0d%0aLocation:%20https://evil.example.net",
                "/\r\nLocation: https://evil.example.net",
                "https:evil.example.net",
                "http:/\\evil.example.net",
                "evil.example.net",
                "@evil.example.net",
                "/@evil.example.net",
                "//127.0.0.1:80@evil.example.net/",
                "/tickets\u0000//evil.example.net",
                "/．evil.example.net",
                "〱evil.example.net",
                "/.//evil.example.net",
                "/../..//evil.example.net");
    }

    @ParameterizedTest
    @MethodSource("elsewhere")
    void changingTheLookLeadsToOurOwnPagesOnly(String back) {
        try (Caller anna = Caller.agent(office, "anna")) {
            HttpResponse<String> answer = anna.post("/settings/theme", Map.of("theme", "dark", "back", back));
            assertThat(answer.statusCode()).isEqualTo(303);
            assertThat(answer.headers().firstValue("Location").orElseThrow()).matches("/[A-Za-z0-9/_-]*");
        }
    }

    @ParameterizedTest
    @MethodSource("elsewhere")
    void logInLeadsToOurOwnPagesOnly(String next) {
        HttpResponse<String> answer =
                nobody.post("/login", Map.of("account", "anna", "password", Office.PASSWORD, "next", next));
        assertThat(answer.statusCode()).isEqualTo(303);
        String location = answer.headers().firstValue("Location").orElseThrow();
        assertThat(location).matches("/[^/\\\\].*");
        assertThat(office.address().resolve(location).getHost())
                .isEqualTo(office.address().getHost());
        assertThat(answer.headers().map().keySet()).doesNotContain("evil");
    }

    @Test
    void theMailedLinkLeadsToOurAddressWhateverTheRequestSays() throws IOException {
        String form = "account=ben";
        String answer =
                raw("POST /login/link HTTP/1.1\r\nHost: evil.example.net\r\nX-Forwarded-Host: evil.example.net\r\n"
                        + "X-Forwarded-Proto: https\r\nForwarded: host=evil.example.net\r\nX-Original-URL: /evil\r\n"
                        + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length()
                        + "\r\nConnection: close\r\n\r\n" + form);
        assertThat(answer).startsWith("HTTP/1.1 200").doesNotContain("evil");
        Office.Got mail = office.mail("ben.cole@example.net", got -> got.text().contains("/login/link/"));
        assertThat(mail.text()).contains(office.address() + "login/link/");
        assertThat(mail.bytes()).doesNotContain("evil");
    }

    @Test
    void redirectsNameNoHost() throws IOException {
        String evil = "evil.example.net\r\n";
        String answer = raw(
                "GET /tickets HTTP/1.1\r\nHost: " + evil + "X-Forwarded-Host: " + evil + "Connection: close\r\n\r\n");
        assertThat(answer).contains("Location: /login").doesNotContain("evil");
    }

    /** Requests whose end two servers could see at different places; each hides a second one. */
    static List<String> ambiguous() {
        String second = "GET /health HTTP/1.1\r\nHost: x\r\nX: y\r\n\r\n";
        String head = "POST /login HTTP/1.1\r\nHost: x\r\n";
        return List.of(
                head + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + second,
                head + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n" + second,
                head + "Content-Length: 5\r\nContent-Length: 0\r\n\r\n" + second,
                head + "Content-Length: 5, 0\r\n\r\n" + second,
                head + "Content-Length: -1\r\n\r\n" + second,
                head + "Content-Length: +5\r\n\r\n" + second,
                head + "Content-Length: 0x5\r\n\r\n" + second,
                head + "Content-Length: 99999999999999999999\r\n\r\n" + second,
                head + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + second,
                head + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n" + second,
                head + "Transfer-Encoding: identity, chunked, chunked\r\n\r\n0\r\n\r\n" + second,
                head + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n" + second,
                head + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n" + second,
                head + "Transfer-Encoding:\u000bchunked\r\n\r\n0\r\n\r\n" + second,
                head + "Transfer-Encoding: chunked\r\n\r\nZZ\r\n\r\n" + second,
                head + "Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n" + second,
                head + "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n\r\n" + second,
                head + "Transfer-Encoding: chunked\r\n\r\n1;a=\"\r\nX\r\n0\r\n\r\n" + second,
                head + "Transfer-Encoding: chunked\r\n\r\n1;a\rb\r\nX\r\n0\r\n\r\n" + second,
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + second,
                head + "X: y\r\n Content-Length: 5\r\nContent-Length : 3\r\n\r\n" + second,
                head + "X\u0000Y: z\r\n\r\n" + second,
                "POST /login HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + second,
                "GET /login HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n" + second,
                "GET /login HTTP/1.1\r\n\r\n" + second,
                "GET /login HTTP/9.9\r\nHost: x\r\n\r\n" + second);
    }

    @ParameterizedTest
    @MethodSource("ambiguous")
    void whatCouldBeReadInTwoWaysIsRefusedAndNothingAfterItIsRead(String request) throws IOException {
        String answer = raw(request);
        assertThat(answer).matches("(?s)HTTP/1\\.1 [45].*").doesNotEndWith("(silence)");
        assertThat(answer.split("HTTP/1\\.1 ", -1)).as(answer).hasSize(2);
        assertThat(answer).doesNotContain("\"status\"");
    }

    @Test
    void nothingButHttp1IsSpoken() throws IOException {
        List<String> head = List.of(
                "GET /login HTTP/1.1",
                "Host: x",
                "Connection: Upgrade, HTTP2-Settings, close",
                "Upgrade: h2c",
                "HTTP2-Settings: AAMAAABkAAQAAP__");
        String answer = raw(String.join("\r\n", head) + "\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 200");
        assertThat(answer.toLowerCase(Locale.ROOT)).doesNotContain("\r\nupgrade:", "alt-svc");
    }

    @Test
    void headersWithoutEndAreRefused() throws IOException {
        assertThat(raw("GET /login HTTP/1.1\r\nHost: x\r\nX: " + "y".repeat(40_000) + "\r\n\r\n"))
                .matches("(?s)HTTP/1\\.1 (400|431) .*");
    }

    @Test
    void askingForPiecesGivesNoMoreThanTheWhole() throws IOException {
        String ranges = IntStream.range(0, 1300).mapToObj(i -> "5-" + i).collect(Collectors.joining(","));
        String answer =
                raw("GET /login HTTP/1.1\r\nHost: x\r\nConnection: close\r\nRange: bytes=0-," + ranges + "\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 200").hasSizeLessThan(50_000);
    }

    @Test
    void methodsThatNobodyNeedsAreRefused() throws IOException {
        for (String method : List.of("TRACE", "OPTIONS", "PUT", "DELETE", "PATCH", "PROPFIND", "DEBUG")) {
            assertThat(raw(method + " /login HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                    .as(method)
                    .startsWith("HTTP/1.1 405");
        }
        assertThat(raw("CONNECT evil.example.net:443 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .matches("(?s)HTTP/1\\.1 4.*");
    }

    /** Everything the server says to these bytes until it closes or falls silent. */
    private static String raw(String request) throws IOException {
        try (Socket socket =
                new Socket(office.address().getHost(), office.address().getPort())) {
            socket.setSoTimeout(LONGEST_SILENCE_MS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            try {
                for (int next = socket.getInputStream().read();
                        next >= 0;
                        next = socket.getInputStream().read()) {
                    answer.write(next);
                }
            } catch (SocketTimeoutException e) {
                answer.writeBytes("\n(silence)".getBytes(StandardCharsets.ISO_8859_1));
            } catch (java.net.SocketException e) {
                answer.writeBytes("\n(reset)".getBytes(StandardCharsets.ISO_8859_1));
            }
            return answer.toString(StandardCharsets.ISO_8859_1);
        }
    }
}
