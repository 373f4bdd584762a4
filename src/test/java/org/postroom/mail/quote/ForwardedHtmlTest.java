package org.postroom.mail.quote;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.parse.HtmlText;

/** Mails forwarded in HTML, as mail programs write them when there is no plain text beside it. */
class ForwardedHtmlTest {
    private static final String MAIL = "<a href=\"mailto:carl@example.org\">carl@example.org</a>";

    private static final Map<String, String> FORMS = Map.of(
            "Gmail",
            """
            <div dir="ltr">Please help Carl.<br><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">---------- \
            Forwarded message ---------<br>From: <strong class="gmail_sendername" dir="auto">Carl Example</strong> \
            <span dir="auto">&lt;%s&gt;</span><br>Date: Mon, 2 Mar 2026 at 09:00<br>Subject: Broken printer<br>\
            To:  &lt;<a href="mailto:anna@example.net">anna@example.net</a>&gt;<br></div><br><br>\
            <div dir="ltr">It does not print.<br></div></div></div>""",
            "Outlook on the web",
            """
            <div>Please help Carl.</div><div id="appendonsend"></div><hr style="display:inline-block;width:98%%">\
            <div id="divRplyFwdMsg" dir="ltr"><font face="Calibri"><b>From:</b> Carl Example &lt;%s&gt;<br>\
            <b>Sent:</b> Monday, March 2, 2026 9:00 AM<br><b>To:</b> Anna Berg &lt;anna@example.net&gt;<br>\
            <b>Subject:</b> Broken printer</font><div>&nbsp;</div></div><div>It does not print.</div>""",
            "Outlook desktop, German",
            """
            <div class="WordSection1"><p class="MsoNormal">Please help Carl.<o:p></o:p></p><p class="MsoNormal"><o:p>&nbsp;</o:p></p>\
            <div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal"><b>Von:</b> \
            Carl Example &lt;%s&gt; <br><b>Gesendet:</b> Montag, 2. März 2026 09:00<br><b>An:</b> Anna Berg<br>\
            <b>Betreff:</b> Broken printer<o:p></o:p></p></div><p class="MsoNormal"><o:p>&nbsp;</o:p></p>\
            <p class="MsoNormal">It does not print.<o:p></o:p></p></div>""",
            "Apple Mail",
            """
            <div>Please help Carl.</div><br><div><blockquote type="cite"><div>Begin forwarded message:</div><br>\
            <div style="margin:0"><span><b>From: </b></span><span>Carl Example &lt;%s&gt;<br></span></div>\
            <div style="margin:0"><span><b>Subject: </b></span><span><b>Broken printer</b><br></span></div>\
            <div style="margin:0"><span><b>Date: </b></span><span>2 March 2026 at 09:00:12 CET<br></span></div>\
            <div style="margin:0"><span><b>To: </b></span><span>anna@example.net<br></span></div><br>\
            <div>It does not print.</div></blockquote></div>""",
            "Thunderbird",
            """
            <p>Please help Carl.</p><div class="moz-forward-container"><br><br>-------- Forwarded Message --------\
            <table class="moz-email-headers-table" cellspacing="0"><tbody><tr><th valign="BASELINE" align="RIGHT">Subject: </th>\
            <td>Broken printer</td></tr><tr><th align="RIGHT">Date: </th><td>Mon, 2 Mar 2026 09:00:12 +0100</td></tr>\
            <tr><th align="RIGHT">From: </th><td>Carl Example %s</td></tr>\
            <tr><th align="RIGHT">To: </th><td>anna@example.net</td></tr></tbody></table><br><br><p>It does not print.</p></div>""",
            "Yahoo",
            """
            <div>Please help Carl.<br></div><div id="yahoo_quoted_1" class="yahoo_quoted"><div>----- Forwarded Message -----</div>\
            <div><b>From:</b> Carl Example &lt;%s&gt;</div><div><b>To:</b> Anna &lt;anna@example.net&gt;</div>\
            <div><b>Sent:</b> Monday, March 2, 2026 at 09:00:12 AM GMT+1</div><div><b>Subject:</b> Broken printer</div><br>\
            <div>It does not print.</div></div>""",
            "GMX",
            """
            <div>Please help Carl.<div name="quote" style="margin:10px 5px 5px 10px"><div style="margin:0 0 10px 0"><b>Gesendet:</b> \
            Montag, 02. März 2026 um 09:00 Uhr<br><b>Von:</b> &quot;Carl Example&quot; &lt;%s&gt;<br><b>An:</b> \
            anna@example.net<br><b>Betreff:</b> Broken printer</div><div name="quoted-content">It does not print.</div></div></div>""");

    static Stream<Arguments> forms() {
        return FORMS.entrySet().stream().map(form -> Arguments.of(form.getKey(), form.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void readsTheHeaderInHtml(String program, String html) {
        String text = HtmlText.of(html.formatted(MAIL), 100_000);
        ForwardedMail mail = ForwardedMail.in(text, true).orElseThrow();
        assertThat(mail.before().strip()).isEqualTo("Please help Carl.");
        assertThat(mail.header().name()).isEqualTo("Carl Example");
        assertThat(mail.header().address()).isEqualTo(Optional.of(EmailAddress.of("carl@example.org")));
        assertThat(mail.header().subject()).isEqualTo("Broken printer");
        assertThat(mail.header().date()).contains("2026");
        assertThat(mail.text()).isEqualTo("It does not print.");
    }
}
