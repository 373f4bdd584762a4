package org.postroom.web.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.agent.SampleCompany.ANNA;
import static org.postroom.web.customer.LinkOffice.file;
import static org.postroom.web.customer.LinkOffice.words;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postroom.desk.Act;
import org.postroom.desk.Words;
import org.postroom.intake.Office;
import org.postroom.mail.Attachment;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.NamedAddress;
import org.postroom.outbound.OutboundKind;
import org.postroom.ticket.Actor;
import org.postroom.ticket.Article;
import org.postroom.ticket.TicketId;
import org.postroom.ticket.TicketState;
import org.postroom.ticket.Way;
import org.postroom.web.agent.PageOffice;

class AnswerPageTest {
    private final LinkOffice office = new LinkOffice();

    @AfterEach
    void close() {
        office.close();
    }

    private void arrived(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains(office.path() + "?done=view-arrived");
    }

    private void refused(HttpResponse<String> answer, int status, String sentence, String typed) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains("role=\"alert\"", sentence).contains(typed + "</textarea>");
    }

    private List<String> said() {
        return office.articles().stream()
                .map(article -> article.content().text().strip())
                .toList();
    }

    @Test
    void anAnswerIsOnTheTicketAndTellsAgents() {
        int told = office.mail().queued(OutboundKind.NOTICE).size();
        arrived(office.answers("It burns!\r\nSee the photo.", file("photo.png", "image/png", "a picture")));
        Article article = office.articles().getLast();
        assertThat(article.content().kind()).isEqualTo(Article.Kind.CUSTOMER_MAIL);
        assertThat(article.content().text()).isEqualTo("It burns!\nSee the photo.");
        assertThat(article.content().by().actor()).isEqualTo(new Actor.Customer(Office.CARL));
        assertThat(article.content().by().way()).isEqualTo(Way.PAGE);
        assertThat(article.content().attachments())
                .extracting(Article.AttachedFile::name)
                .containsExactly("photo.png");
        assertThat(office.mail().queued(OutboundKind.NOTICE)).hasSizeGreaterThan(told);
        String page = office.get(office.path() + "?done=view-arrived").body();
        assertThat(page).contains("Thank you, your answer has arrived.", "See the photo.", "photo.png");
    }

    @Test
    void theSameFormSentTwiceAddsOneAnswer() {
        String key = LinkOffice.keyOn(office.ticketPage());
        arrived(office.answers(office.token(), key, "It burns!"));
        arrived(office.answers(office.token(), key, "It burns!"));
        office.mail().clock.forward(Duration.ofDays(2));
        arrived(office.answers(office.token(), key, "It burns!"));
        assertThat(said()).containsExactly("It does not print.", "It burns!");
    }

    @Test
    void theSameFormSentManyTimesAtOnceAddsOneAnswer() {
        String key = LinkOffice.keyOn(office.ticketPage());
        List<CompletableFuture<HttpResponse<String>>> sent = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> office.answers(office.token(), key, "It burns!")))
                .limit(8)
                .toList();
        sent.forEach(answer -> arrived(answer.join()));
        assertThat(said()).containsExactly("It does not print.", "It burns!");
    }

    @Test
    void theSameWordsInANewFormAreSaidAgain() {
        arrived(office.answers("Any news?"));
        arrived(office.answers("Any news?"));
        assertThat(said()).containsExactly("It does not print.", "Any news?", "Any news?");
    }

    @Test
    void aFormThatWasRefusedCanBeSentAgain() {
        HttpResponse<String> empty = office.answers(" \r\n ");
        refused(empty, 422, "There is nothing to send yet.", "\n");
        arrived(office.answers(office.token(), LinkOffice.keyOn(empty.body()), "It burns!"));
        assertThat(said()).containsExactly("It does not print.", "It burns!");
    }

    @Test
    void answeringOpensAClosedTicket() {
        office.act(ANNA, new Act.Answer(words("Plug it in.")), new Act.Close());
        arrived(office.answers("It still does not."));
        assertThat(office.ticket().state()).isEqualTo(TicketState.ACTIVE);
    }

    @Test
    void aLockedTicketTakesNoAnswer() {
        String key = LinkOffice.keyOn(office.ticketPage());
        office.act(ANNA, new Act.Lock());
        HttpResponse<String> answer = office.answers(office.token(), key, "Open up!");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("support@example.com").doesNotContain("<textarea");
        assertThat(said()).containsExactly("It does not print.");
    }

    @Test
    void tooManyAnswersHaveToWaitAndAreNotLost() {
        for (int i = 0; i < 10; i++) {
            arrived(office.answers("Word " + i));
        }
        HttpResponse<String> answer = office.answers("Word 10 & more");
        refused(answer, 429, "Wait a few minutes", "Word 10 &amp; more");
        office.mail().clock.forward(Duration.ofMinutes(11));
        arrived(office.answers(office.token(), LinkOffice.keyOn(answer.body()), "Word 10 & more"));
        assertThat(said()).hasSize(12).endsWith("Word 10 & more");
    }

    @Test
    void filesThatAreTooLargeTogetherAreRefusedWithWhatWasTyped() {
        String half = "x".repeat((int) PageOffice.LARGEST_UPLOAD / 2 + 1);
        HttpResponse<String> answer =
                office.answers("See these.", file("a.txt", "text/plain", half), file("b.txt", "text/plain", half));
        refused(answer, 413, "more than 2 MB of files", "See these.");
        assertThat(said()).containsExactly("It does not print.");
    }

    @Test
    void whatIsFarTooLargeIsRefusedWithASentence() {
        HttpResponse<String> answer = office.answers("See this.", file("a.txt", "text/plain", "x".repeat(12_000_000)));
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("more than 2 MB and could not be taken", "Broken printer");
        assertThat(said()).containsExactly("It does not print.");
    }

    @Test
    void endlessTextIsRefused() {
        refused(office.answers("x".repeat(100_001)), 413, "more than 100,000 characters", "xxx");
    }

    @Test
    void controlsAndOddFileNamesAreCleaned() {
        arrived(office.answers("a\0b\u0007c\td", file("../..\\con.txt", "text/html;x", "1")));
        Article article = office.articles().getLast();
        assertThat(article.content().text()).isEqualTo("abc\td");
        Article.AttachedFile attached = article.content().attachments().getFirst();
        assertThat(attached.name()).isEqualTo("_con.txt");
        assertThat(attached.mediaType()).isEqualTo("application/octet-stream");
    }

    @Test
    void browsersThatTellNoOriginCanAnswer() {
        String key = LinkOffice.keyOn(office.ticketPage());
        arrived(office.send(
                office.form(office.path() + "/answer", key, "It burns!").header("Origin", "null")));
    }

    @Test
    void whoeverIsCopiedAnswersUnderTheirOwnName() {
        EmailAddress dora = EmailAddress.of("dora@example.org");
        String early = linkFor(dora);
        assertThat(office.get("/view/" + early).statusCode()).isEqualTo(404);
        office.act(ANNA, new Act.Answer(Words.onPage("Hello you two.", List.of(), List.of(NamedAddress.of(dora)))));
        String key = LinkOffice.keyOn(office.get("/view/" + early).body());
        assertThat(office.answers(early, key, "I know more.").statusCode()).isEqualTo(303);
        assertThat(office.articles().getLast().content().by().actor()).isEqualTo(new Actor.Customer(dora));
    }

    private String linkFor(EmailAddress address) {
        TicketId ticket = office.ticket().id();
        return office.mail()
                .database()
                .<String>write(transaction -> office.mail()
                        .viewLinks
                        .create(
                                transaction,
                                ticket,
                                address,
                                office.mail().clock.instant(),
                                Duration.ofDays(1)));
    }

    @Test
    void aFormWithoutAKeyStillArrives() {
        Attachment none = file("", "application/octet-stream", "");
        arrived(office.answers(office.token(), "meddled", "It burns!", none));
        assertThat(office.articles().getLast().content().attachments()).isEmpty();
    }
}
