package org.postroom.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateCheckTest {
    @TempDir
    private Path directory;

    private TemplateDirectory files;

    @BeforeEach
    void copyShipped() {
        files = TemplateDirectory.copiedTo(directory);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '§', quoteCharacter = '~', textBlock = """
            {{ tiket.number }}                                    § :3: Unknown variable 'tiket.number' (did you mean 'ticket.number'?)
            {% if mail.subject == 'x' %}{{ brand.nmae }}{% endif %}§ :3: Unknown variable 'brand.nmae' (did you mean 'brand.name'?)
            {{ ticket.number | quot }}                            § :3: Unknown filter 'quot' (did you mean 'quote'?)
            {{ ticket.number | raw }}                             § :3: Unknown filter 'raw'
            {{ ticket.number | lines }}                           § :3: Unknown filter 'lines'
            {% if ticket.number is emty %}x{% endif %}            § :3: Unknown test 'emty' (did you mean 'empty'?)
            {% if ticket.number %}x                               § :4: Unexpected end of template
            {{ ticket.number                                      § :4: Unexpected character
            {% endif %}                                           § :3:
            {% set x = 1 %}                                       § :3: Unexpected tag name "set"
            {% import "x" %}                                      § :3: Unexpected tag name "import"
            {% autoescape false %}x{% endautoescape %}            § :3: Unexpected tag name "autoescape"
            {{ ticket.number.getClass() }}                        § :3: A template can only name its variables
            {{ ticket.number.bytes }}                             § :3: Unknown variable 'ticket.number.bytes'
            {{ ticket['number'].class }}                          § :3: Unknown variable 'ticket.number.class'
            {{ _context }}                                        § :3: Unknown variable '_context'
            {{ locale }}                                          § :3: Unknown variable 'locale'
            {{ range(1, 9) }}                                     § :3: A template cannot use such an expression
            {% include "/etc/passwd" %}                           § :3: There is no file '/etc/passwd'
            {% include "../../conf/x" %}                          § :3: There is no file '../../conf/x'
            {% include mail.subject %}                            § :3: There is no file of that name
            {% for x in ticket.number %}{% endfor %}              § :3: A template can only go through its lists
            """)
    void namesFileLineAndFault(String body, String problem) {
        files.write("de/auto-response.txt", "Subject: x\n\n" + body + "\n");

        assertThat(messages()).anySatisfy(found -> assertThat(found).startsWith("de/auto-response.txt" + problem));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '§', quoteCharacter = '~', textBlock = """
            {{ message.attachments }}                                 § 'message.attachments' is a list: use {% for
            {% if message.attachments %}x{% endif %}                  § 'message.attachments' is a list: write {% if
            {% for f in message.attachments %}{{ f.nam }}{% endfor %} § Unknown variable 'f.nam' (did you mean 'f.name'?)
            {% for f in message.attachments %}{{ f }}{% endfor %}     § Unknown variable 'f'
            {% for f in message.atachments %}{% endfor %}             § A template can only go through its lists
            """)
    void knowsListsFromValues(String body, String problem) {
        files.write("en/agent-reply.html", body + "\n");

        assertThat(messages()).anySatisfy(found -> assertThat(found).startsWith("en/agent-reply.html:1: " + problem));
    }

    @Test
    void findsFaultsInPiecesThatAreIncluded() {
        files.write("en/_facts.txt", "{{ ticket.number }}\n{{ ticket.nummer }}\n");

        assertThat(messages())
                .contains("en/_facts.txt:2: Unknown variable 'ticket.nummer' (did you mean 'ticket.number'?)");
    }

    @Test
    void findsABlockThatTheLayoutDoesNotHave() {
        files.write("en/answer.html", "{% extends \"_letter.html\" %}\n{% block contents %}x{% endblock %}\n");

        assertThat(messages()).contains("en/answer.html:2: Unknown block 'contents' (did you mean 'content'?)");
    }

    @Test
    void endsWhenTemplatesIncludeEachOther() {
        files.write("en/_facts.txt", "{% include \"_facts.txt\" %}\n");

        assertThat(messages()).contains("en/_facts.txt:1: Templates include each other without end");
    }

    @Test
    void wantsASubject() {
        files.write("en/answer.txt", "Hello {{ agent.name }}\n");

        assertThat(messages()).contains("en/answer.txt:1: The first line must be 'Subject: …', the second empty");
    }

    @Test
    void wantsEveryTemplateInEnglishOnly() {
        files.delete("en/answer.txt")
                .delete("en/answer.html")
                .delete("de/answer.txt")
                .delete("de/answer.html");

        assertThat(messages()).containsExactly("en/answer.txt: This template is missing");
    }

    @Test
    void wantsATextPartBesideEveryHtmlPart() {
        files.delete("de/answer.txt");

        assertThat(messages())
                .containsExactly("de/answer.html: There is no answer.txt beside it: every mail has a text part");
    }

    @Test
    void namesFilesThatAreNoTemplates() throws IOException {
        files.write("en/auto-reponse.txt", "Subject: x\n\nx\n");
        files.write("english/answer.txt", "Subject: x\n\nx\n");
        Files.write(directory.resolve("de/answer.txt"), new byte[] {'S', (byte) 0xFC});

        assertThat(messages())
                .contains(
                        "en/auto-reponse.txt: Unknown template 'auto-reponse' (did you mean 'auto-response'?)",
                        "english/answer.txt: 'english' is not a language: templates are in directories such as en, de or pt-BR",
                        "de/answer.txt: This file is not UTF-8");
    }

    @Test
    void listsAllProblemsAtOnce() {
        files.write("en/answer.txt", "Subject: {{ a }}\n\n{{ b }}\n{{ c }}\n");
        files.write("de/answer.txt", "no subject\n");

        assertThat(messages())
                .hasSize(4)
                .anyMatch(found -> found.startsWith("en/answer.txt:1: Unknown variable 'a'"))
                .anyMatch(found -> found.startsWith("en/answer.txt:3: Unknown variable 'b'"))
                .anyMatch(found -> found.startsWith("en/answer.txt:4: Unknown variable 'c'"));
    }

    @Test
    void saysWhenThereIsNoDirectory() {
        List<TemplateProblem> problems =
                Templates.load(directory.resolve("nowhere")).check();

        assertThat(problems.getFirst().message()).startsWith("This directory cannot be read");
    }

    private List<String> messages() {
        return files.load().check().stream().map(TemplateProblem::toString).toList();
    }
}
