package org.postroom.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebServerTest {
    private static final HealthReport.Part GOOD = new HealthReport.Part("database", true, "SQLite 3");
    private static final HealthReport.Part BAD =
            new HealthReport.Part("mailbox support", false, "Wrong \"password\"\n");

    @Test
    void healthyDaemonAnswers200() throws Exception {
        HttpResponse<String> answer = ask(new HealthReport(List.of(GOOD)), "/health", "GET");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"status\":\"ok\",\"parts\":[{\"name\":\"database\",\"healthy\":true,\"sentence\":\"SQLite 3\"}]}\n");
    }

    @Test
    void oneUnhealthyPartAnswers503AndSaysWhich() throws Exception {
        HttpResponse<String> answer = ask(new HealthReport(List.of(GOOD, BAD)), "/health", "GET");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body())
                .contains("\"status\":\"degraded\"")
                .contains(
                        "{\"name\":\"mailbox support\",\"healthy\":false,\"sentence\":\"Wrong \\\"password\\\"\\u000a\"}");
    }

    @Test
    void strangersLearnNothingOfServersAndAccounts() throws Exception {
        HttpResponse<String> answer =
                ask(new HealthReport(List.of(GOOD, BAD)), "/health", "GET", "X-Forwarded-For", "192.0.2.7");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).isEqualTo("{\"status\":\"degraded\"}\n");
    }

    @Test
    void nothingElseIsServed() throws Exception {
        HealthReport report = new HealthReport(List.of(GOOD));
        assertThat(ask(report, "/", "GET").statusCode()).isEqualTo(404);
        assertThat(ask(report, "/health/../etc/passwd", "GET").statusCode()).isEqualTo(404);
        assertThat(ask(report, "/health", "POST").statusCode()).isEqualTo(405);
    }

    @Test
    void takenPortIsAClearSentence() throws Exception {
        HealthReport report = new HealthReport(List.of());
        try (WebServer first = TestSite.of(report).server(0)) {
            first.start();
            try (WebServer second = TestSite.of(report).server(first.port())) {
                assertThatThrownBy(second::start)
                        .isInstanceOf(IOException.class)
                        .hasMessageStartingWith("Cannot listen on 127.0.0.1:" + first.port())
                        .hasMessageContaining("set web.port");
            }
        }
    }

    private static HttpResponse<String> ask(HealthReport report, String path, String method) throws Exception {
        return ask(report, path, method, "Accept", "*/*");
    }

    private static HttpResponse<String> ask(
            HealthReport report, String path, String method, String header, String value) throws Exception {
        try (WebServer server = TestSite.of(report).server(0);
                HttpClient client = HttpClient.newHttpClient()) {
            server.start();
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                    .method(method, HttpRequest.BodyPublishers.noBody())
                    .header(header, value)
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}
