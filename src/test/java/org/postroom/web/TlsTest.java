package org.postroom.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.mail.Secret;
import org.postroom.testing.TestCertificate;

class TlsTest {
    @TempDir
    private Path folder;

    @Test
    void servesPagesByTheCertificateOfAPkcs12File() throws Exception {
        TestCertificate certificate = TestCertificate.forLocalhost(folder);
        HttpResponse<String> answer =
                ask(new TlsSettings.Pkcs12(certificate.keyStore(), Secret.of("password")), certificate.clientContext());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Strict-Transport-Security")).contains("max-age=31536000");
    }

    @Test
    void servesPagesByTheCertificateOfPemFiles() throws Exception {
        TestCertificate certificate = TestCertificate.forLocalhost(folder);
        Path key = certificate.writeKey(folder.resolve("page.key"));
        HttpResponse<String> answer = ask(new TlsSettings.Pem(certificate.pem(), key), certificate.clientContext());
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void takesUpARenewedCertificateAndKeepsTheOldOneWhenTheNewIsBroken() throws Exception {
        TestCertificate first = TestCertificate.forLocalhost(Files.createDirectory(folder.resolve("first")));
        TestCertificate second = TestCertificate.forLocalhost(Files.createDirectory(folder.resolve("second")));
        Path used = Files.copy(first.keyStore(), folder.resolve("page.p12"));
        TlsSettings settings = new TlsSettings.Pkcs12(used, Secret.of("password"));
        try (WebServer server = server(settings)) {
            server.start();
            String before = serial(server, first.clientContext());

            Files.writeString(used, "no key store");
            touch(used, 10);
            server.tls().orElseThrow().refresh();
            assertThat(serial(server, first.clientContext())).isEqualTo(before);

            Files.copy(second.keyStore(), used, StandardCopyOption.REPLACE_EXISTING);
            touch(used, 20);
            server.tls().orElseThrow().refresh();
            assertThat(serial(server, second.clientContext())).isNotEqualTo(before);
        }
    }

    @Test
    void namesTheFileThatCannotBeUsed() throws Exception {
        Path broken = Files.writeString(folder.resolve("page.p12"), "no key store");
        assertThatThrownBy(() -> server(new TlsSettings.Pkcs12(broken, Secret.of("password"))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(broken.toString())
                .hasMessageContaining("web.tls.password");
        TestCertificate certificate = TestCertificate.forLocalhost(Files.createDirectory(folder.resolve("good")));
        assertThatThrownBy(() -> server(new TlsSettings.Pem(certificate.pem(), certificate.pem())))
                .hasMessageContaining("no private key")
                .hasMessageContaining("openssl pkcs8");
        assertThatThrownBy(() -> server(new TlsSettings.Pem(folder.resolve("none.pem"), broken)))
                .hasMessageContaining("none.pem");
    }

    private static void touch(Path file, int seconds) throws IOException {
        Files.setLastModifiedTime(
                file, FileTime.from(Instant.parse("2026-11-22T15:30:00Z").plusSeconds(seconds)));
    }

    private static WebServer server(TlsSettings settings) throws IOException {
        WebSettings usual = WebSettings.DEFAULT;
        return TestSite.of(new HealthReport(List.of()))
                .build(new WebSettings(
                        usual.address(), 0, Optional.empty(), Optional.of(settings), List.of(), 1_000_000));
    }

    private static HttpResponse<String> ask(TlsSettings settings, SSLContext trust) throws Exception {
        try (WebServer server = server(settings)) {
            server.start();
            return ask(server, trust);
        }
    }

    private static HttpResponse<String> ask(WebServer server, SSLContext trust) throws Exception {
        try (HttpClient client = HttpClient.newBuilder().sslContext(trust).build()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + server.port() + "/health"))
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    private static String serial(WebServer server, SSLContext trust) throws Exception {
        X509Certificate certificate =
                (X509Certificate) ask(server, trust).sslSession().orElseThrow().getPeerCertificates()[0];
        return certificate.getSerialNumber().toString();
    }
}
