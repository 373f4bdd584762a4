package org.postroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ReadCommandTest {
    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();

    private int run(String... arguments) {
        return new CommandLine(new PostroomCommand())
                .setOut(new PrintWriter(out))
                .execute(arguments);
    }

    @Test
    void printsOneObjectAFileInTheirOrder() throws IOException {
        Path mail = Files.writeString(
                directory.resolve("a.eml"), "From: Anna <anna@example.org>\nSubject: \"Printer\"\n\nHi\n> old\n");
        Path missing = directory.resolve("missing.eml");
        assertThat(run("read", "--json", mail.toString(), directory.toString(), missing.toString()))
                .isZero();
        assertThat(out.toString().lines()).hasSize(3);
        assertThat(out.toString().lines().toList().getFirst())
                .contains("\"subject\": \"\\\"Printer\\\"\"")
                .contains("\"from_address\": \"anna@example.org\"")
                .contains("\"reply\": \"Hi\"")
                .contains("\"ok\": true");
        assertThat(out.toString().lines().toList().getLast()).contains("\"ok\": false");
    }

    @Test
    void readsATextAlone() throws IOException {
        Path text = Files.writeString(directory.resolve("a.txt"), "Hi\n\n-- \nAnna\n");
        assertThat(run("read", "--as", "text", "--json", text.toString())).isZero();
        assertThat(out.toString()).contains("\"reply\": \"Hi\"");
    }

    @Test
    void saysOfABounceAllThatIsKnown() throws IOException {
        Path bounce = Path.of("src/test/resources/mail/bounce/postfix-failed-and-delayed.eml");
        assertThat(run("read", "--json", bounce.toString())).isZero();
        assertThat(out.toString())
                .startsWith("{\"file\": \"" + bounce
                        + "\", \"label\": \"bounce\", \"no_autorespond\": true, \"bounced\": [")
                .contains("\"address\": \"", "\"status\": \"5.", "\"permanent\": true", "\"problems\": [");
    }

    /** Names and nothing for parts without one; a picture within the text counts. */
    @Test
    void countsAttachmentsAsAPersonWould() throws IOException {
        Path mail = Files.writeString(directory.resolve("a.eml"), """
                From: Anna <anna@example.org>
                Content-Type: multipart/related; boundary=b

                --b
                Content-Type: text/html

                <p>Look: <img src="cid:1"></p>
                --b
                Content-Type: image/png
                Content-ID: <1>

                x
                --b
                Content-Type: application/pdf; name="plan.pdf"

                x
                --b--
                """);
        assertThat(run("read", "--json", mail.toString())).isZero();
        assertThat(out.toString())
                .contains("\"attachments\": [null, \"plan.pdf\"]")
                .contains("\"from_name\": \"Anna\"")
                .containsPattern("\"seconds\": [0-9]+\\.[0-9]+");
    }

    @Test
    void readsHtmlAlone() throws IOException {
        Path html = Files.writeString(
                directory.resolve("a.html"), "<p>Yes &amp; no</p><blockquote type=\"cite\">Really?</blockquote>");
        assertThat(run("read", "--as", "html", "--json", html.toString())).isZero();
        assertThat(out.toString()).contains("\"reply\": \"Yes & no\"").contains("Really?");
    }

    @Test
    void aSheetForPeopleSaysWhyAMailIsWhatItIs() throws IOException {
        Path bounce = Path.of("src/test/resources/mail/bounce/postfix-delayed.eml");
        assertThat(run("read", bounce.toString())).isZero();
        assertThat(out.toString()).contains("Kind: bounce (", "Automatic answer: never", "Bounced: ");
    }
}
