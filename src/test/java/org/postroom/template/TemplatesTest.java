package org.postroom.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplatesTest {
    @TempDir
    private Path directory;

    private TemplateDirectory files;

    @BeforeEach
    void copyShipped() {
        files = TemplateDirectory.copiedTo(directory);
    }

    @ParameterizedTest
    @CsvSource({"de, Guten Tag", "de-AT, Guten Tag", "en-GB, Hello", "fr, Hello"})
    void fallsBackFromCountryToLanguageToEnglish(String language, String greeting) {
        Rendered mail = files.load()
                .render(
                        TemplateName.AUTO_RESPONSE,
                        Locale.forLanguageTag(language),
                        Model.sample(TemplateName.AUTO_RESPONSE));

        assertThat(mail.text()).startsWith(greeting);
    }

    @Test
    void prefersTheCountrysOwnTemplate() {
        files.write("de-AT/auto-response.txt", "Subject: Grüß Gott\n\nGrüß Gott\n");

        Rendered mail = files.load()
                .render(TemplateName.AUTO_RESPONSE, Locale.of("de", "AT"), Model.sample(TemplateName.AUTO_RESPONSE));

        assertThat(mail.text()).isEqualTo("Grüß Gott\n");
        assertThat(mail.html()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    en/auto-response.txt  | Subject: {{ ticket.link }}@@x                                   | yes
                    en/auto-response.txt  | Subject: x@@{{ ticket.link }}                                   | yes
                    en/auto-response.txt  | Subject: x@@{% if ticket.link %}x{% endif %}                    | yes
                    en/auto-response.txt  | Subject: x@@{% if brand.url %}x{% else %}{{ ticket.link | lower }}{% endif %} | yes
                    en/auto-response.txt  | Subject: x@@{% include "_link.txt" %}                           | yes
                    en/auto-response.txt  | Subject: x@@{{ ticket.link_text }} {# ticket.link #} ticket.link | no
                    en/auto-response.html | {{ ticket.link }}                                               | yes
                    en/auto-response.html | {% extends "_mail.html" %}{% block content %}{{ ticket.link | lines }}{% endblock %} | yes
                    de/auto-response.txt  | Subject: x@@{{ ticket.link }}                                   | no
                    en/answer.txt         | Subject: x@@{{ ticket.link }}                                   | no
                    """)
    void tellsWhetherTheTemplateThatWouldBeFilledUsesAVariable(String file, String content, String uses) {
        files.write("_link.txt", "{{ ticket.link }}");
        files.write("en/auto-response.txt", "Subject: x\n\nx\n").write("en/auto-response.html", "x");
        files.write(file, content.replace("@@", "\n\n"));
        Templates templates = files.load();

        assertThat(templates.uses(TemplateName.AUTO_RESPONSE, Locale.forLanguageTag("en-GB"), "ticket.link"))
                .isEqualTo(uses.equals("yes"));
    }

    @Test
    void namesTheVariableAMailIsWrittenWithout() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> files.load().render(TemplateName.AUTO_RESPONSE, Locale.ENGLISH, Model.EMPTY))
                .withMessageContaining("brand.name");
    }

    @Test
    void givesATemplateNothingThatIsNotDeclaredForIt() {
        files.write("en/auto-response.txt", "Subject: x\n\n{{ message.text }}\n");
        Model model = Model.sample(TemplateName.AUTO_RESPONSE).with("message.text", "secret");

        assertThat(files.load().check())
                .extracting(TemplateProblem::toString)
                .anyMatch(problem -> problem.startsWith("en/auto-response.txt:3: Unknown variable 'message.text'"));
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> files.load().render(TemplateName.AUTO_RESPONSE, Locale.ENGLISH, model))
                .hasMessageContaining("message");
    }

    @Test
    void acceptsOnlyPlainValues() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Model.EMPTY.with("message.attachments", List.of(Map.of("name", directory))))
                .withMessageContaining("message.attachments");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ 7*7 }}",
                "${7*7}",
                "#{7*7}",
                "{% if true %}x{% endif %}",
                "{# gone #}",
                "{{ ''.getClass().forName('java.lang.Runtime') }}",
                "${jndi:ldap://example.org/x}",
                "%n%x%s {0} $1 \\1 \\n",
                "{% include \"/etc/passwd\" %}",
                "{{ _context }}",
                "{% verbatim %}",
                "<%= 7 %>",
                "[[${7*7}]]"
            })
    void putsWhatCustomersWriteInLiterally(String text) {
        Model model = Model.sample(TemplateName.AGENT_NEW_TICKET)
                .with("message.text", text)
                .with("ticket.subject", text)
                .with("customer.name", text);

        Rendered mail = files.load().render(TemplateName.AGENT_NEW_TICKET, Locale.ENGLISH, model);

        assertThat(mail.subject()).isEqualTo("[SUP-1042] " + text);
        assertThat(mail.text()).contains("\n" + text + "\n");
        assertThat(unescape(mail.html().orElseThrow())).contains(">" + text + "</div>");
    }

    @Test
    void escapesEveryValueInHtml() {
        String attack = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>";
        Model model = Model.EMPTY;
        for (Variable variable : TemplateName.AGENT_ASSIGNED.variables()) {
            model = model.and(attacked(variable, attack));
        }

        String html = files.load()
                .render(TemplateName.AGENT_ASSIGNED, Locale.ENGLISH, model)
                .html()
                .orElseThrow();

        assertThat(html).doesNotContain("<script>", "<img").contains("&lt;script&gt;");
        assertThat(html).doesNotContain("\"'>");
    }

    /** The variable with the attack in every text it holds. */
    private static Model attacked(Variable variable, String attack) {
        return switch (variable.sample()) {
            case List<?> rows ->
                Model.EMPTY.with(
                        variable.name(),
                        rows.stream()
                                .map(row -> ((Map<?, ?>) row)
                                        .entrySet().stream()
                                                .collect(Collectors.toMap(
                                                        entry -> (String) entry.getKey(),
                                                        entry -> entry.getValue() instanceof String
                                                                ? attack
                                                                : entry.getValue())))
                                .toList());
            case Boolean _ -> Model.EMPTY.with(variable.name(), true);
            default -> Model.EMPTY.with(variable.name(), attack);
        };
    }

    @Test
    void keepsASubjectOnOneLine() {
        Model model = Model.sample(TemplateName.ANSWER)
                .with("ticket.subject", "a\r\nBcc: x@example.org\u2028b\u0085c\u0000d");

        assertThat(files.load()
                        .render(TemplateName.ANSWER, Locale.ENGLISH, model)
                        .subject())
                .isEqualTo("Re: a Bcc: x@example.org b c d [SUP-1042]");
    }

    @Test
    void quotesAndKeepsLinesAndIndentation() {
        Model model = Model.sample(TemplateName.ANSWER)
                .with("quoted.text", "one\n\n> two\n  three")
                .with("answer.text", "a\n  b & <c>");

        Rendered mail = files.load().render(TemplateName.ANSWER, Locale.ENGLISH, model);

        assertThat(mail.text()).endsWith("wrote on November 22, 2026, 4:30 PM:\n> one\n>\n>> two\n>   three\n");
        assertThat(mail.html().orElseThrow()).contains("a<br>\n&nbsp; b &amp; &lt;c&gt;");
    }

    @Test
    void leavesNoLineWhereATagStoodAlone() {
        files.write(
                "en/auto-response.txt",
                "Subject: x\n\none\n{% if mail.subject %}\ntwo {{ mail.subject }}\n{% endif %}\n{# note #}\nthree\n");
        Model model = Model.sample(TemplateName.AUTO_RESPONSE).with("mail.subject", "S");

        assertThat(files.load()
                        .render(TemplateName.AUTO_RESPONSE, Locale.ENGLISH, model)
                        .text())
                .isEqualTo("one\ntwo S\nthree\n");
    }

    private static String unescape(String html) {
        return html.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }
}
