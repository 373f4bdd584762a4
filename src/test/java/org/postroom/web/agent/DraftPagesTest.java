package org.postroom.web.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.postroom.web.agent.WritingDesk.TICKET;
import static org.postroom.web.agent.WritingDesk.place;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.agent.SampleCompany;
import org.postroom.intake.Office;
import org.postroom.mail.Attachment;
import org.postroom.outbound.OutboundKind;
import org.postroom.web.Upload;

class DraftPagesTest {
    private static final Upload NOTES = AgentBrowser.file("files", "notes.txt", "text/plain", "Some notes");

    private final PageOffice office = new PageOffice();

    @BeforeEach
    void carlWrites() {
        office.mail().carlWrites();
    }

    @AfterEach
    void close() {
        office.close();
    }

    private WritingDesk anna() {
        return WritingDesk.of(office, SampleCompany.ANNA);
    }

    @Test
    void keepsWhatIsTypedAndShowsItWhenThePageOpens() {
        WritingDesk anna = anna();
        assertThat(anna.save("answer", 0, "Plug").statusCode()).isEqualTo(200);
        assertThat(anna.save("answer", 1, "Plug it in").body()).isEqualTo("Saved");
        anna.save("comment", 0, "He never does");
        WritingDesk later = anna();
        assertThat(later.text("answer")).isEqualTo("Plug it in");
        assertThat(later.text("comment")).isEqualTo("He never does");
        assertThat(WritingDesk.of(office, SampleCompany.BEN).text("answer"))
                .as("a draft is its writer's alone")
                .isEmpty();
    }

    @Test
    void keepsBlankLinesAtTheBeginningOfATextArea() {
        anna().save("answer", 0, "\nPlug");
        assertThat(anna().text("answer")).isEqualTo("\nPlug");
    }

    @Test
    void tellsAWindowThatAnotherIsAhead() {
        WritingDesk one = anna();
        one.save("answer", 0, "Old");
        WritingDesk other = anna();
        other.save("answer", 0, "New");
        HttpResponse<String> late = one.save("answer", 1, "Old and late");
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("another window");
        assertThat(anna().text("answer")).isEqualTo("New");
    }

    @Test
    void showsBothWhenTwoWindowsWroteAndTheOlderIsSent() {
        WritingDesk one = anna();
        one.save("answer", 0, "From one");
        WritingDesk other = anna();
        other.save("answer", 0, "From the other");
        assertThat(one.send("answer", "text", "From one").statusCode()).isEqualTo(409);
        assertThat(one.faults()).contains("From the other");
        assertThat(one.text("answer")).isEqualTo("From one");
        assertThat(office.mail().queued(OutboundKind.ANSWER)).isEmpty();
        assertThat(one.send("answer", "text", "From one").statusCode()).isEqualTo(303);
    }

    @Test
    void isGoneOnceSentAndALateSaveDoesNotBringItBack() {
        WritingDesk anna = anna();
        anna.save("answer", 0, "Plug it in");
        assertThat(anna.send("answer", "sequence", sequence(anna, 1), "text", "Plug it in")
                        .statusCode())
                .isEqualTo(303);
        assertThat(anna.save("answer", 0, "Plug it i").statusCode()).isEqualTo(409);
        assertThat(anna().text("answer")).isEmpty();
    }

    private static String sequence(WritingDesk desk, int count) {
        return String.valueOf(Long.parseLong(desk.form("answer").get("sequence")) + count);
    }

    @Test
    void keepsFilesUntilTheyAreSentOrRemoved() {
        WritingDesk anna = anna();
        Upload other = AgentBrowser.file("files", "other <b>.txt", "text/plain", "Other");
        String list = anna.aside("answer/draft/files", List.of(NOTES, other)).body();
        assertThat(list).contains("notes.txt").contains("other &lt;b&gt;.txt").doesNotContain("<html");
        assertThat(anna().page()).contains("notes.txt");

        assertThat(anna.piece("answer/draft/files/" + lastFile(list) + "/remove")
                        .body())
                .contains("notes.txt")
                .doesNotContain("other");
        anna.send("answer", "text", "See the notes.");
        assertThat(office.mail().lastTo(Office.CARL).mail().content().attachments())
                .extracting(Attachment::name, Attachment::content)
                .containsExactly(tuple("notes.txt", NOTES.content()));
        assertThat(anna().page()).as("but in the conversation").doesNotContain("draft/files/" + lastFile(list));
    }

    private static String lastFile(String list) {
        Matcher file = Pattern.compile("files/([0-9]+)/remove").matcher(list);
        String last = "";
        while (file.find()) {
            last = file.group(1);
        }
        return last;
    }

    @Test
    void attachesAFileOnceThatComesWithTheFormToo() {
        WritingDesk anna = anna();
        anna.aside("answer/draft/files", List.of(NOTES));
        anna.send("answer", List.of(NOTES), "text", "See the notes.");
        assertThat(office.mail().lastTo(Office.CARL).mail().content().attachments())
                .hasSize(1);
    }

    @Test
    void keepsTheWholeFormWhenAFileIsRemovedWithoutScript() {
        WritingDesk anna = anna();
        String list = anna.aside("answer/draft/files", List.of(NOTES)).body();
        Upload other = AgentBrowser.file("files", "other.txt", "text/plain", "Other");
        HttpResponse<String> answer = anna.aside(
                "answer/draft/files/" + lastFile(list) + "/remove",
                List.of(other),
                "text",
                "Typed already",
                "sequence",
                sequence(anna, 0));
        assertThat(place(answer)).isEqualTo(TICKET + "#end");
        assertThat(anna.reload().text("answer")).isEqualTo("Typed already");
        assertThat(anna.page()).contains("other.txt").doesNotContain("notes.txt");
    }

    @Test
    void throwsADraftAwayWithItsFiles() {
        WritingDesk anna = anna();
        anna.save("answer", 0, "Nonsense");
        anna.aside("answer/draft/files", List.of(NOTES));
        assertThat(place(anna.aside("answer/draft/discard", List.of()))).isEqualTo(TICKET + "?done=discarded#end");
        assertThat(anna.reload().text("answer")).isEmpty();
        assertThat(anna.page()).doesNotContain("notes.txt");
    }

    @Test
    void refusesFilesThatAreTooMuchTogetherAndNamesTheLimit() {
        WritingDesk anna = anna();
        String large = "x".repeat((int) PageOffice.LARGEST_UPLOAD - 10);
        anna.aside("answer/draft/files", List.of(AgentBrowser.file("files", "large.bin", "application/x-a", large)));
        HttpResponse<String> draft = anna.aside(
                "answer/draft/files",
                List.of(AgentBrowser.file("files", "more.bin", "application/x-a", "y".repeat(20))));
        assertThat(draft.statusCode()).isEqualTo(413);
        assertThat(draft.body()).contains("more.bin").contains("2.0 MB");
        HttpResponse<String> form = anna.aside(
                "answer/draft/files",
                List.of(AgentBrowser.file("files", "huge.bin", "application/x-a", large + large)));
        assertThat(form.statusCode()).isEqualTo(413);
        assertThat(form.body()).contains("2.0 MB");
    }
}
