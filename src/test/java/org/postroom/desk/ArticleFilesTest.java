package org.postroom.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.agent.SampleCompany.ANNA;
import static org.postroom.agent.SampleCompany.BEN;
import static org.postroom.desk.Workplace.CARL;
import static org.postroom.desk.Workplace.attachment;
import static org.postroom.desk.Workplace.words;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postroom.conversation.ThreadIndex;
import org.postroom.mail.Attachment;
import org.postroom.mail.Bytes;
import org.postroom.mail.IncomingMail;
import org.postroom.ticket.Article;
import org.postroom.ticket.By;

class ArticleFilesTest {
    /** Each of a kind that some mail program takes for the text, or for another mail. */
    private static final Attachment[] FILES = {
        attachment("notes.txt", "text/plain", "Plain notes.\r\n"),
        attachment("page.html", "text/html", "<p>A page</p>"),
        attachment("", "image/png", "a picture without a name"),
        attachment("old.eml", "message/rfc822", "From: x@example.org\r\nSubject: Old\r\n\r\nOld words\r\n"),
        attachment("notes.txt", "text/plain", "Other notes of the same name.\r\n"),
        attachment("leer.bin", "not a type", ""),
        attachment("../x.pdf", "application/pdf", "%PDF"),
        attachment("invite.ics", "text/calendar", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"),
        attachment("signature.asc", "application/pgp-signature", "signed"),
    };

    private final Workplace work = new Workplace();

    @AfterEach
    void close() {
        work.close();
    }

    private Article answer(Attachment... files) {
        Order order = Order.onPage(
                work.agent(ANNA), work.ticketId(), work.seen(), new Act.Answer(words("See the files.", files)));
        return ((Outcome.Done) work.order(order.confirm())).article().orElseThrow();
    }

    private Article comment(Attachment... files) {
        return ((Outcome.Done) work.act(BEN, new Act.Comment(words("See the files.", files))))
                .article()
                .orElseThrow();
    }

    private Article reply(Attachment... files) {
        return ((CustomerActs.Outcome.Done) work.reply(CARL.address(), "See the files.", files)).article();
    }

    /** What {@link Article.AttachedFile} promises: the file stands at its place among the attachments of the raw mail. */
    private List<Bytes> attachmentsOfRawMail(Article article) {
        Bytes raw = work.raw(article.content().source().raw().orElseThrow());
        return ((IncomingMail) Workplace.reader().read(raw))
                .content().attachments().stream().map(Attachment::content).toList();
    }

    @Test
    void findsEachFileOfAnAnswerAtItsPlaceInTheMailThatLeft() {
        everyFileIsFound(answer(FILES));
    }

    @Test
    void findsEachFileOfACommentOnThePage() {
        everyFileIsFound(comment(FILES));
    }

    @Test
    void findsEachFileOfACustomersWordsOnThePage() {
        everyFileIsFound(reply(FILES));
    }

    private void everyFileIsFound(Article article) {
        assertThat(attachmentsOfRawMail(article))
                .containsExactly(
                        List.of(FILES).stream().map(Attachment::content).toArray(Bytes[]::new));
        for (int place = 0; place < FILES.length; place++) {
            assertThat(work.file(article, place)).contains(FILES[place]);
        }
    }

    @Test
    void hasNoFileAtOtherPlaces() {
        Article article = answer(FILES[0]);
        assertThat(work.file(article, 1)).isEmpty();
        assertThat(work.file(article, -1)).isEmpty();
    }

    @Test
    void givesTheMailThatLeftAsTheRawMailOfAnAnswer() {
        Article article = answer(FILES[0]);
        Optional<Bytes> raw = work.database()
                .<Optional<Bytes>>read(transaction -> work.room().files().raw(transaction, article));
        assertThat(raw.orElseThrow().latin1())
                .contains("Message-ID: " + article.content().messageId().orElseThrow());
    }

    @Test
    void hasNoRawMailOfACommentWithoutFiles() {
        Article article = comment();
        assertThat(work.database()
                        .<Optional<Bytes>>read(
                                transaction -> work.room().files().raw(transaction, article)))
                .isEmpty();
    }

    @Test
    void namesNoPrivateAddressInAMailThatKeepsAComment() {
        Article article = comment(FILES[0]);
        assertThat(work.raw(article.content().source().raw().orElseThrow()).latin1())
                .contains("Ben Cole")
                .doesNotContain(".private@");
    }

    @Test
    void findsAFileThatIsReadAtAnotherPlaceNow() {
        Article inOrder = answer(FILES[0], FILES[1]);
        Article turned = stored(inOrder.content().source(), List.of(FILES[1], FILES[0]));
        assertThat(work.file(turned, 0)).contains(FILES[1]);
        assertThat(work.file(turned, 1)).contains(FILES[0]);
    }

    @Test
    void givesNoOtherFileInstead() {
        Article answer = answer(FILES[0]);
        assertThat(work.file(stored(answer.content().source(), List.of(FILES[1])), 0))
                .isEmpty();
    }

    @Test
    void givesAMailThatWasSetAsideWithoutReadingIt() {
        Attachment mail = attachment("mail.eml", "message/rfc822", "POISON");
        long raw =
                work.database().<Long>write(transaction -> work.stores().raws().put(transaction, mail.content()));
        Article article = stored(new Article.Source(Optional.empty(), Optional.of(raw), false), List.of(mail));
        ArticleFiles files = new ArticleFiles(
                work.stores().raws(),
                () -> {
                    throw new AssertionError("It is not to be read");
                },
                work.room().wary());
        assertThat(work.database().<Optional<Attachment>>read(transaction -> files.file(transaction, article, 0)))
                .contains(mail);
    }

    private Article stored(Article.Source source, List<Attachment> files) {
        Article.Content content = new Article.Content(
                Article.Kind.CUSTOMER_MAIL,
                Article.Visibility.INTERNAL,
                By.unknown(),
                Article.Addresses.NONE,
                "Files",
                Optional.empty(),
                "See the files.",
                source,
                files.stream().map(Article.AttachedFile::of).toList());
        return work.database()
                .<Article>write(transaction ->
                        work.room().book().add(transaction, work.ticketId(), content, ThreadIndex.Origin.RECEIVED));
    }
}
