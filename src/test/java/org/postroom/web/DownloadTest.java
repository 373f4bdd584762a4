package org.postroom.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.mail.Bytes;

class DownloadTest {
    private static final Bytes CONTENT = Bytes.of("content");

    private static String header(Reply reply, String name) {
        return reply.headers().stream()
                .filter(header -> header.name().equals(name))
                .map(Reply.Header::value)
                .collect(Collectors.joining("|"));
    }

    @ParameterizedTest
    @CsvSource({
        "report.pdf, report.pdf",
        "../../etc/passwd, passwd",
        "C:\\Windows\\evil.exe, evil.exe",
        ".htaccess, htaccess",
        "..., file",
        "'', file",
        "a\u202Egnp.exe, agnp.exe",
        "in\u200Bvoice.pdf, invoice.pdf",
        "CON, _CON",
        "nul.txt, _nul.txt",
        "com1.tar.gz, _com1.tar.gz",
        "console.txt, console.txt",
        "a:b*c?.txt, abc.txt",
        "trailing. . , trailing",
        "Größe 日本.pdf, Größe 日本.pdf"
    })
    void namesLeadNowhere(String given, String safe) {
        assertThat(Download.safeName(given)).isEqualTo(safe);
    }

    @Test
    void namesAreOneLine() {
        assertThat(Download.safeName("a\r\nSet-Cookie: x\n.txt")).isEqualTo("aSet-Cookie x.txt");
    }

    @Test
    void endlessNamesAreCutAndKeepTheirEnding() {
        assertThat(Download.safeName("x".repeat(4096) + ".pdf")).hasSize(120).endsWith("x.pdf");
        assertThat(Download.safeName("😀".repeat(4096))).matches("(😀)+");
        assertThat(Download.safeName("x." + "y".repeat(4096))).hasSize(120);
    }

    @Test
    void isSavedAndNeverShown() {
        Reply reply = Download.of("photo.png", "image/png", CONTENT);
        assertThat(reply.type()).isEqualTo("image/png");
        assertThat(reply.body()).isEqualTo(CONTENT);
        assertThat(header(reply, "Content-Disposition"))
                .isEqualTo("attachment; filename=\"photo.png\"; filename*=UTF-8''photo.png");
        assertThat(header(reply, "Content-Security-Policy")).isEqualTo("default-src 'none'; sandbox");
        assertThat(header(reply, "X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void foreignLettersAreInBothFormsOfTheName() {
        assertThat(header(Download.of("Größe 100%.pdf", "application/pdf", CONTENT), "Content-Disposition"))
                .isEqualTo("attachment; filename=\"Gr__e 100_.pdf\"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%20100%25.pdf");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image/png",
                "IMAGE/JPEG ",
                "text/plain",
                "application/pdf",
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
            })
    void whatNobodyTakesForAPageKeepsItsType(String type) {
        assertThat(Download.of("x", type, CONTENT).type())
                .isEqualTo(type.toLowerCase(Locale.ROOT).strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "image/svg+xml",
                "application/xhtml+xml",
                "text/javascript",
                "text/xml",
                "text/css",
                "text/x-component",
                "text/vtt",
                "text/cache-manifest",
                "application/xml",
                "application/xslt+xml",
                "application/rss+xml",
                "application/mathml+xml",
                "application/javascript",
                "application/ecmascript",
                "application/wasm",
                "application/x-shockwave-flash",
                "application/x-ms-application",
                "application/x-msdownload",
                "application/hta",
                "application/x-silverlight-app",
                "application/java-archive",
                "application/octet-stream",
                "application/json",
                "application/webbundle",
                "application/signed-exchange",
                "multipart/related",
                "multipart/x-mixed-replace",
                "image/svg",
                "image/x-icon",
                "model/vrml",
                "image/png\u0000text/html",
                "image/png,text/html",
                "*/*",
                "text/*",
                "unknown/unknown",
                "message/rfc822",
                "nonsense",
                "text/plain; charset=x",
                "a/b\r\nX: y",
                ""
            })
    void whatABrowserMightRunIsMereBytes(String type) {
        assertThat(Download.of("x", type, CONTENT).type()).isEqualTo("application/octet-stream");
    }
}
