package org.postroom.web.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.web.agent.WritingDesk.TICKET;
import static org.postroom.web.agent.WritingDesk.place;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.agent.SampleCompany;
import org.postroom.intake.Letter;
import org.postroom.intake.Office;
import org.postroom.mail.Attachment;
import org.postroom.mail.Bytes;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.NamedAddress;
import org.postroom.outbound.OutboundKind;
import org.postroom.ticket.Article;
import org.postroom.ticket.TicketState;
import org.postroom.web.Upload;

class WritingPagesTest {
    private static final EmailAddress DORA = EmailAddress.of("dora@customer.example.org");

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

    private int answers() {
        return office.mail().queued(OutboundKind.ANSWER).size();
    }

    private TicketState state() {
        return office.mail().ticket("SUP-1001").state();
    }

    private Article last() {
        return office.mail().articles("SUP-1001").getLast();
    }

    @Test
    void sendsAnAnswerToTheCustomer() {
        HttpResponse<String> answer = anna().send("answer", "text", "Plug it in.\r\n\r\nThen wait.", "then", "stay");
        assertThat(place(answer)).isEqualTo(TICKET + "?done=answered#end");
        assertThat(last().content().text()).isEqualTo("Plug it in.\n\nThen wait.");
        assertThat(office.mail().lastTo(Office.CARL).text())
                .contains("Plug it in.")
                .contains("Anna Berg");
        assertThat(state()).isEqualTo(TicketState.WAITING);
    }

    @Test
    void closesTheTicketWithTheAnswerAndGoesOnToTheList() {
        assertThat(place(anna().send("answer", "text", "Plug it in.", "then", "close")))
                .isEqualTo("/tickets?whose=nobody&done=answered-closed");
        assertThat(state()).isEqualTo(TicketState.CLOSED);
        assertThat(answers()).isOne();
    }

    @Test
    void leavesACommentThatNobodyOutsideGets() {
        int mails = office.mail().queuedTo(Office.CARL).size();
        assertThat(place(anna().send("comment", "text", "He never plugs it in.")))
                .isEqualTo(TICKET + "?done=commented#end");
        assertThat(last().content().kind()).isEqualTo(Article.Kind.COMMENT);
        assertThat(last().content().visibility()).isEqualTo(Article.Visibility.INTERNAL);
        assertThat(office.mail().queuedTo(Office.CARL)).hasSize(mails);
    }

    @Test
    void sendsTheVeryBytesOfFiles() {
        StringBuilder odd = new StringBuilder();
        for (int i = 0; i < 1024; i++) {
            odd.append((char) (i % 256));
        }
        Upload picture = new Upload(
                "files",
                "C:\\Users\\anna\\how to.png",
                "image/png; x=y",
                Bytes.wrap(odd.toString().getBytes(StandardCharsets.ISO_8859_1)));
        anna().send("answer", List.of(picture), "text", "See the picture.");
        List<Attachment> left =
                office.mail().lastTo(Office.CARL).mail().content().attachments();
        assertThat(left).hasSize(1);
        assertThat(left.getFirst().name()).isEqualTo("how to.png");
        assertThat(left.getFirst().mediaType()).isEqualTo("image/png");
        assertThat(left.getFirst().content()).isEqualTo(picture.content());
    }

    @Test
    void writesToWhomTheAgentPutsInCc() {
        anna().send("answer", "text", "Plug it in.", "cc", "Dora <" + DORA + ">");
        assertThat(office.mail().queuedTo(DORA)).hasSize(1);
        assertThat(office.mail().participants("SUP-1001")).contains(DORA);
        assertThat(anna().page()).contains("Dora</bdi>");
    }

    @Test
    void namesAWrongAddressAndLosesNothing() {
        WritingDesk anna = anna();
        Upload file = AgentBrowser.file("files", "notes.txt", "text/plain", "Notes");
        HttpResponse<String> answer =
                anna.send("answer", List.of(file), "text", "Plug <it> in.", "cc", "dora at home, " + DORA);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(anna.faults()).contains("“dora at home” in Cc is not a mail address");
        assertThat(anna.text("answer")).isEqualTo("Plug &lt;it&gt; in.");
        assertThat(anna.page()).contains("value=\"dora at home, " + DORA + "\"").contains("notes.txt");
        assertThat(answers()).isZero();

        anna.send("answer", "text", "Plug <it> in.", "cc", DORA.value());
        assertThat(office.mail().lastTo(DORA).mail().content().attachments())
                .extracting(Attachment::name)
                .containsExactly("notes.txt");
    }

    @Test
    void saysThatColleaguesAreNotPutInCc() {
        WritingDesk anna = anna();
        assertThat(anna.send("answer", "text", "Hi", "cc", Office.BEN.value()).statusCode())
                .isEqualTo(422);
        assertThat(anna.faults()).contains(Office.BEN.value());
        assertThat(answers()).isZero();
    }

    @Test
    void sendsNothingThatIsEmpty() {
        WritingDesk anna = anna();
        assertThat(anna.send("answer", "text", " \r\n ").statusCode()).isEqualTo(422);
        assertThat(anna.faults()).contains("There are no words and no file.");
        assertThat(anna.send("comment", "text", "").statusCode()).isEqualTo(422);
        assertThat(office.mail().articles("SUP-1001")).hasSize(1);
    }

    @Test
    void asksAboutWhatIsDoubtfulAndSendsItOnceConfirmed() {
        WritingDesk anna = anna();
        String text = "Write to " + Office.ANNA + " next time.";
        assertThat(anna.send("answer", "text", text, "then", "close").statusCode())
                .isEqualTo(409);
        assertThat(anna.faults()).contains("private address").contains("Send and close all the same");
        assertThat(anna.text("answer")).isEqualTo(text);
        assertThat(answers()).isZero();

        assertThat(anna.send("answer", "text", text, "confirmed", "close").statusCode())
                .isEqualTo(303);
        assertThat(answers()).isOne();
        assertThat(state()).isEqualTo(TicketState.CLOSED);
    }

    @Test
    void tellsWhatTheCustomerWroteMeanwhile() {
        WritingDesk anna = anna();
        office.mail()
                .arrives(Letter.from("Carl Customer <" + Office.CARL + ">", Office.SUPPORT, "[SUP-1001]", "It works!"));
        assertThat(anna.send("answer", "text", "Plug it in.").statusCode()).isEqualTo(409);
        assertThat(anna.faults()).contains("It works!");
        assertThat(anna.send("answer", "text", "Plug it in.").statusCode())
                .as("once the page shows it")
                .isEqualTo(303);
    }

    @Test
    void refusesToAnswerFromALockedTicketButTakesComments() {
        WritingDesk anna = anna();
        anna.press("lock");
        assertThat(anna.send("answer", "text", "Too late?").statusCode()).isEqualTo(422);
        assertThat(anna.page()).contains("is locked").doesNotContain("class=\"write answer\"");
        assertThat(anna.faults()).contains("is locked; nothing can be sent");
        assertThat(anna.page()).as("what was typed is not lost").contains("Too late?");
        assertThat(anna.reload().page()).as("nor later").contains("Too late?");
        assertThat(anna.reload().send("comment", "text", "Locked too early.").statusCode())
                .isEqualTo(303);
    }

    @Test
    void refusesWhomThePolicyRefuses() {
        AgentBrowser carla = office.as(SampleCompany.CARLA);
        for (String path : List.of(
                "/answer",
                "/comment",
                "/answer/draft",
                "/comment/draft",
                "/answer/draft/files",
                "/comment/draft/files",
                "/answer/draft/files/1/remove",
                "/comment/draft/discard")) {
            assertThat(carla.post(TICKET + path, "text", "Hello").statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
        assertThat(office.mail().articles("SUP-1001")).hasSize(1);
    }

    @Test
    void sendsAFormOnceHoweverOftenItComes() {
        WritingDesk anna = anna();
        HttpResponse<String> first = anna.send("answer", "text", "Plug it in.");
        HttpResponse<String> second = anna.send("answer", "text", "Plug it in.");
        assertThat(second.statusCode()).isEqualTo(303);
        assertThat(place(second)).isEqualTo(place(first));
        assertThat(answers()).isOne();
        assertThat(anna.reload().send("answer", "text", "Plug it in.").statusCode())
                .as("the same words may be sent again from a page of later")
                .isEqualTo(303);
        assertThat(answers()).isEqualTo(2);
    }

    @Test
    void sendsOneCopyToWhoeverIsNamedTwice() {
        anna().send("answer", "text", "Plug it in.", "cc", "Dora <" + DORA + ">");
        anna().send("answer", "text", "And switch it on.", "cc", "Dorothea <" + DORA + ">");
        assertThat(office.mail().lastTo(DORA).mail().correspondents().cc())
                .containsExactly(new NamedAddress("Dora", DORA));
    }

    @Test
    void isNoToolForMailings() {
        String many = IntStream.range(0, 51)
                .mapToObj(i -> "reader" + i + "@customer.example.org")
                .collect(Collectors.joining(","));
        WritingDesk anna = anna();
        assertThat(anna.send("answer", "text", "News!", "cc", many).statusCode())
                .isEqualTo(422);
        assertThat(anna.faults()).contains("At most 50 addresses fit into Cc; there are 51.");
        assertThat(answers()).isZero();
    }

    @Test
    void namesTheFilesForWhichAnOvertakenWindowHasNoRoom() {
        WritingDesk one = anna();
        WritingDesk other = anna();
        one.aside("answer/draft/files", List.of(file("one.bin")));
        other.save("answer", 5, "Newer words.");
        assertThat(one.send("answer", List.of(file("two.bin")), "text", "Older words.")
                        .statusCode())
                .isEqualTo(409);
        assertThat(one.faults()).contains("in another window").contains("No room for two.bin");
        assertThat(one.page()).contains("one.bin").contains("Newer words.");
    }

    private static Upload file(String name) {
        int times = (int) PageOffice.LARGEST_UPLOAD / name.length() * 3 / 4;
        return AgentBrowser.file("files", name, "application/octet-stream", name.repeat(times));
    }

    @Test
    void sendsNothingFromAWindowThatKnowsNothingOfWhatWasSent() {
        WritingDesk one = anna();
        WritingDesk other = anna();
        one.send("answer", "text", "Plug it in.");
        assertThat(other.send("answer", "text", "Buy a new one.").statusCode()).isEqualTo(409);
        assertThat(answers()).isOne();
        assertThat(other.text("answer")).isEqualTo("Buy a new one.");
        assertThat(other.send("answer", "text", "Buy a new one.").statusCode())
                .as("now that the window shows it")
                .isEqualTo(303);
    }
}
