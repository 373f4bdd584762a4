package org.postroom.web.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.web.customer.LinkOffice.file;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** FAULTS F7: a link's token stays between the customer and us. */
class LinkSecrecyTest {
    private final LinkOffice office = new LinkOffice();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Lines lines = new Lines();

    private static final class Lines extends AppenderBase<ILoggingEvent> {
        private final Queue<String> all = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            String cause =
                    event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
            all.add(event.getFormattedMessage() + " " + event.getKeyValuePairs() + " " + cause);
        }
    }

    @BeforeEach
    void listen() {
        lines.start();
        root.addAppender(lines);
    }

    @AfterEach
    void close() {
        root.detachAppender(lines);
        office.close();
    }

    private List<HttpResponse<String>> everyKindOfAnswer() {
        String path = office.path();
        return List.of(
                office.get(path),
                office.get(path + "/answer"),
                office.get(path + "/files/1/0"),
                office.get(path + "/nothing"),
                office.get(path + "/"),
                office.get(path + "x"),
                office.send(office.request(path).DELETE()),
                office.send(office.form(path, "", "x")),
                office.answers("It burns!"),
                office.answers(""),
                office.answers("Large.", file("a", "text/plain", "x".repeat(12_000_000))),
                office.send(office.request(path + "/answer", "Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString("x"))),
                office.send(office.request(path + "/answer", "Content-Type", "multipart/form-data; boundary=b")
                        .POST(BodyPublishers.ofString("nonsense"))),
                office.get(path + "/%2e%2e/%00"));
    }

    @Test
    void noAnswerLetsTheAddressOut() {
        assertThat(everyKindOfAnswer()).allSatisfy(answer -> {
            assertThat(answer.headers().allValues("Referrer-Policy"))
                    .as(answer.statusCode() + " " + answer.uri())
                    .containsExactly("no-referrer");
            assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        });
        assertThat(office.get(office.path()).headers().firstValue("X-Robots-Tag"))
                .contains("noindex, nofollow");
    }

    @Test
    void linksToOtherSitesTellThemNothing() {
        office.answers("See http://example.net/x");
        String page = office.ticketPage();
        assertThat(page).contains("href=\"http://example.net/x\"");
        assertThat(List.of(page.split("href=\"http", -1)))
                .hasSize(2)
                .element(1)
                .asString()
                .contains("rel=\"noreferrer noopener");
    }

    @Test
    void noLogHasATokenWhateverHappens() throws IOException {
        everyKindOfAnswer();
        rawly("GET " + office.path() + " HTTP/9.9\r\nHost: x\r\n\r\n");
        rawly("GET " + office.path() + " HTTP/1.1\r\n\r\n");
        rawly("GET " + office.path() + "?a=%zz HTTP/1.1\r\nHost: x\r\n\r\n");
        rawly("GET " + office.path() + "\0 HTTP/1.1\r\nHost: x\r\n\r\n");
        rawly("POST " + office.path()
                + "/answer HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
        rawly("GET " + office.path() + " HTTP/1.1\r\nHost: x\r\nX: " + "y".repeat(40_000) + "\r\n\r\n");
        office.mail().database().close();
        assertThat(office.get(office.path()).statusCode()).isEqualTo(500);
        assertThat(lines.all).anyMatch(line -> line.contains("Page failed"));
        assertThat(lines.all).noneMatch(line -> line.contains(office.token()));
    }

    private String rawly(String request) throws IOException {
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), office.page().address().getPort())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(answer).doesNotContain(office.token());
            return answer;
        }
    }
}
