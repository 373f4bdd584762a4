package org.postroom.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.agent.SampleCompany.ANNA;
import static org.postroom.agent.SampleCompany.ANNA_ADDRESS;
import static org.postroom.agent.SampleCompany.BEN;
import static org.postroom.agent.SampleCompany.BEN_ADDRESS;
import static org.postroom.desk.Workplace.CARL;
import static org.postroom.desk.Workplace.FRIEND;
import static org.postroom.desk.Workplace.attachment;
import static org.postroom.desk.Workplace.words;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postroom.mail.Attachment;
import org.postroom.mail.IncomingMail;
import org.postroom.outbound.OutboundKind;
import org.postroom.outbound.OutboundMail;
import org.postroom.ticket.Actor;
import org.postroom.ticket.Article;
import org.postroom.ticket.TicketState;
import org.postroom.ticket.Way;

class CustomerActsTest {
    private static final Attachment PHOTO = attachment("photo.png", "image/png", "a picture");

    private final Workplace work = new Workplace();

    @AfterEach
    void close() {
        work.close();
    }

    private Article done(CustomerActs.Outcome outcome) {
        assertThat(outcome).isInstanceOf(CustomerActs.Outcome.Done.class);
        return ((CustomerActs.Outcome.Done) outcome).article();
    }

    private void refused(CustomerActs.Outcome outcome, CustomerActs.Refusal why) {
        assertThat(outcome).isEqualTo(new CustomerActs.Outcome.Refused(why));
        assertThat(why.sentence()).endsWith(".");
        assertThat(work.articles()).hasSize(1);
        assertThat(work.queued(OutboundKind.NOTICE)).isEmpty();
    }

    @Test
    void addsTheCustomersWordsToTheTicket() {
        Article article = done(work.reply(CARL.address(), " It burns!\n", PHOTO));
        assertThat(article.content().kind()).isEqualTo(Article.Kind.CUSTOMER_MAIL);
        assertThat(article.content().visibility()).isEqualTo(Article.Visibility.PUBLIC);
        assertThat(article.content().by().actor()).isEqualTo(new Actor.Customer(CARL.address()));
        assertThat(article.content().by().way()).isEqualTo(Way.PAGE);
        assertThat(article.content().text()).isEqualTo("It burns!");
        assertThat(article.content().addresses().from()).contains(CARL);
        assertThat(work.articles().getLast()).isEqualTo(article);
        assertThat(work.events()).endsWith("customer-replied");
    }

    @Test
    void tellsAgentsWithTheFilesAndAnswersNobodyByItself() {
        done(work.reply(CARL.address(), "It burns!", PHOTO));
        List<OutboundMail> notices = work.queued(OutboundKind.NOTICE);
        assertThat(notices.stream().flatMap(mail -> Workplace.recipients(mail).stream()))
                .containsExactlyInAnyOrder(ANNA_ADDRESS, BEN_ADDRESS);
        IncomingMail notice = work.read(notices.getFirst());
        assertThat(notice.content().text()).contains("Carl Customer <carl@customer.example.org>", "It burns!");
        assertThat(notice.content().attachments()).extracting(Attachment::name).containsExactly("photo.png");
        assertThat(work.queued(OutboundKind.AUTOMATIC)).isEmpty();
        assertThat(work.queued(OutboundKind.ANSWER)).isEmpty();
    }

    @Test
    void opensAClosedTicketAgain() {
        work.act(ANNA, new Act.Answer(words("Plug it in.")), new Act.Close());
        done(work.reply(CARL.address(), "It still does not."));
        assertThat(work.ticket().state()).isEqualTo(TicketState.ACTIVE);
    }

    @Test
    void keepsTheWordsAsTheMailTheyMightHaveBeen() {
        Article article = done(work.reply(CARL.address(), "It burns!\n-- \nCarl", PHOTO));
        IncomingMail mail = (IncomingMail) Workplace.reader()
                .read(work.raw(article.content().source().raw().orElseThrow()));
        assertThat(mail.correspondents().from()).contains(CARL);
        assertThat(mail.content().text().strip()).isEqualTo("It burns!\n-- \nCarl");
        assertThat(work.file(article, 0)).contains(PHOTO);
    }

    @Test
    void isAnsweredByMailAsAnyOther() {
        done(work.reply(CARL.address(), "It burns!"));
        work.act(BEN, new Act.Answer(words("Water it.")));
        IncomingMail answer = work.read(work.queued(OutboundKind.ANSWER).getLast());
        assertThat(answer.content().text()).contains("Water it.", "> It burns!");
        assertThat(answer.thread().references()).hasSize(1);
    }

    @Test
    void takesFilesWithoutWords() {
        assertThat(done(work.reply(CARL.address(), "", PHOTO)).content().attachments())
                .hasSize(1);
    }

    @Test
    void refusesNothingAtAll() {
        refused(work.reply(CARL.address(), " \n "), CustomerActs.Refusal.EMPTY);
    }

    @Test
    void refusesALockedTicket() {
        work.act(ANNA, new Act.Lock());
        refused(work.reply(CARL.address(), "Open up!"), CustomerActs.Refusal.LOCKED);
        assertThat(work.ticket().state()).isEqualTo(TicketState.LOCKED);
    }

    @Test
    void refusesWhoeverDoesNotTakePart() {
        refused(work.reply(FRIEND.address(), "It burns!"), CustomerActs.Refusal.NO_PART);
    }

    @Test
    void takesTheWordsOfSomebodyInCc() {
        work.act(ANNA, new Act.Answer(Words.onPage("Plug it in.", List.of(), List.of(FRIEND))));
        Article article = done(work.reply(FRIEND.address(), "He has."));
        assertThat(article.content().by().actor()).isEqualTo(new Actor.Customer(FRIEND.address()));
    }
}
