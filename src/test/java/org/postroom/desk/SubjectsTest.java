package org.postroom.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.NamedAddress;
import org.postroom.ticket.Article;
import org.postroom.ticket.ArticleId;
import org.postroom.ticket.Ticket;

/** Carl's ticket is about a broken printer; of what others wrote on it he knows what was sent to him too (FAULTS E7). */
class SubjectsTest {
    private static final EmailAddress CARL = Workplace.CARL.address();
    private static final EmailAddress FRIEND = Workplace.FRIEND.address();

    private final Workplace work = new Workplace();
    private final Subjects subjects = new Subjects(Set.of("SUP", "SAL"));
    private final List<Article> articles = new ArrayList<>();

    @AfterEach
    void close() {
        work.close();
    }

    private Subjects wrote(String subject, EmailAddress from, EmailAddress... to) {
        Article first = work.articles().getFirst();
        Article.Content content = first.content();
        articles.add(new Article(
                new ArticleId(articles.size() + 1),
                first.ticket(),
                first.at(),
                new Article.Content(
                        content.kind(),
                        content.visibility(),
                        org.postroom.ticket.By.customer(from),
                        new Article.Addresses(
                                java.util.Optional.of(NamedAddress.of(from)),
                                List.of(to).stream().map(NamedAddress::of).toList(),
                                List.of()),
                        subject,
                        content.messageId(),
                        content.text(),
                        content.source(),
                        content.attachments())));
        return subjects;
    }

    private String knownTo(EmailAddress... people) {
        Ticket ticket = work.ticket();
        return subjects.knownTo(List.of(people), ticket, articles);
    }

    @ParameterizedTest
    @CsvSource({
        "Re: [SUP-1001] Broken printer, Broken printer",
        "AW: Re: FWD: Broken printer [SAL-7], Broken printer",
        "[SUP-1001] Re: [SUP-1001] re: x, x",
        "[BUG-17] Broken printer, [BUG-17] Broken printer",
        "Regards, Regards",
        "' ', ''"
    })
    void aSubjectIsBareWithoutMarksAndWithoutOurNumbers(String subject, String bare) {
        assertThat(subjects.bare(subject)).isEqualTo(bare);
    }

    @Test
    void isTheLastThatAllGot() {
        wrote("Broken printer", CARL);
        wrote("Smoke too", CARL, FRIEND);
        wrote("My secret", FRIEND);
        assertThat(knownTo(CARL, FRIEND)).isEqualTo("Smoke too");
        assertThat(knownTo(FRIEND)).isEqualTo("My secret");
    }

    @Test
    void isTheTicketsWhereEachHadItThoughNoMailWentToAll() {
        wrote("Broken printer", CARL);
        wrote("Re: [SUP-1001] Broken printer", FRIEND);
        assertThat(knownTo(CARL, FRIEND)).isEqualTo("Broken printer");
    }

    @Test
    void isNoneWhereOneOfThemNeverHadIt() {
        wrote("Broken printer", CARL);
        wrote("My secret", FRIEND);
        assertThat(knownTo(CARL, FRIEND)).isEmpty();
    }
}
