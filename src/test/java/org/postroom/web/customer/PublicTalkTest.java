package org.postroom.web.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postroom.agent.AgentId;
import org.postroom.agent.SampleCompany;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.NamedAddress;
import org.postroom.ticket.Article;
import org.postroom.ticket.Article.Kind;
import org.postroom.ticket.Article.Visibility;
import org.postroom.ticket.ArticleId;
import org.postroom.ticket.By;
import org.postroom.ticket.TicketId;
import org.postroom.ticket.Way;
import org.postroom.web.LinkedText;

class PublicTalkTest {
    private static final NamedAddress CARL =
            new NamedAddress("Carl Customer", EmailAddress.of("carl@customer.example.org"));
    private static final By BY_CARL = By.customer(CARL.address());

    private final PublicTalk talk = new PublicTalk(SampleCompany.organisation(), SampleCompany.support());

    private static Article article(Kind kind, Visibility visibility, By by, NamedAddress from, String text) {
        Article.Content content = new Article.Content(
                kind,
                visibility,
                by,
                new Article.Addresses(Optional.of(from), List.of(), List.of()),
                "Broken printer",
                Optional.empty(),
                text,
                Article.Source.NONE,
                List.of(new Article.AttachedFile("../a.txt", "text/plain", false, Optional.empty(), 5, "00")));
        return new Article(new ArticleId(7), new TicketId(1), Instant.parse("2026-03-02T09:00:00Z"), content);
    }

    private Turn turn(Kind kind, By by, NamedAddress from, String text) {
        return talk.of(List.of(article(kind, Visibility.PUBLIC, by, from, text)), from.address())
                .getFirst();
    }

    private static String text(List<LinkedText.Piece> pieces) {
        return pieces.stream().map(LinkedText.Piece::text).collect(Collectors.joining());
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void showsNothingInternalOfAnyKind(Kind kind) {
        assertThat(talk.of(List.of(article(kind, Visibility.INTERNAL, BY_CARL, CARL, "secret")), CARL.address()))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"COMMENT", "BOUNCE", "HELD_MAIL"})
    void showsNoKindThatIsForAgentsWhateverItIsMarkedAs(Kind kind) {
        assertThat(talk.of(List.of(article(kind, Visibility.PUBLIC, BY_CARL, CARL, "secret")), CARL.address()))
                .isEmpty();
    }

    @Test
    void namesTheAgentAndTheDepartmentThatAnswered() {
        By anna = By.agent(SampleCompany.ANNA, Way.MAIL);
        Turn turn = turn(Kind.ANSWER, anna, SampleCompany.sales().from(), "Hello");
        assertThat(turn.who()).isEqualTo("Anna Berg");
        assertThat(turn.place()).contains("Acme Sales");
    }

    @Test
    void anAgentWhoIsGoneIsTheDepartment() {
        By gone = By.agent(new AgentId("gone"), Way.MAIL);
        Turn turn = turn(Kind.ANSWER, gone, SampleCompany.support().from(), "Hello");
        assertThat(turn.who()).isEqualTo("Acme Support");
    }

    @Test
    void anAgentWhoWritesAsACustomerHasNoAddress() {
        NamedAddress anna = NamedAddress.of(SampleCompany.ANNA_ADDRESS);
        assertThat(turn(Kind.CUSTOMER_MAIL, By.customer(anna.address()), anna, "Hello")
                        .who())
                .isEqualTo("Anna Berg");
    }

    @Test
    void customersAreNamedOrCalledByTheirAddress() {
        assertThat(turn(Kind.CUSTOMER_MAIL, BY_CARL, CARL, "Hello").who()).isEqualTo("Carl Customer");
        assertThat(turn(Kind.CUSTOMER_MAIL, BY_CARL, NamedAddress.of(CARL.address()), "Hello")
                        .who())
                .isEqualTo("carl@customer.example.org");
        assertThat(turn(Kind.CUSTOMER_MAIL, BY_CARL, CARL, "Hello").place()).isEmpty();
    }

    @Test
    void foldsQuotesAndSignatures() {
        Turn turn = turn(Kind.CUSTOMER_MAIL, BY_CARL, CARL, "It burns.\n\n-- \nCarl, Berlin\n");
        assertThat(text(turn.text())).isEqualTo("It burns.");
        assertThat(text(turn.quoted())).contains("Carl, Berlin");
    }

    @Test
    void hidesTheTokensOfLinksThatSomebodyQuoted() {
        String token = "Ab".repeat(21) + "c";
        Turn turn = turn(
                Kind.CUSTOMER_MAIL, BY_CARL, CARL, "See https://help.example.com/view/" + token + "\n> /view/" + token);
        assertThat(text(turn.text()) + text(turn.quoted())).contains("/view/…").doesNotContain(token);
    }

    @Test
    void cutsWhatIsEndless() {
        Turn turn = turn(Kind.CUSTOMER_MAIL, BY_CARL, CARL, "word ".repeat(100_000));
        assertThat(text(turn.text())).hasSizeLessThan(61_000).endsWith(" …");
    }

    @Test
    void filesHaveNamesThatLeadNowhere() {
        assertThat(turn(Kind.CUSTOMER_MAIL, BY_CARL, CARL, "Hello").files())
                .containsExactly(new Turn.FileLine("a.txt", "files/7/0", 5));
    }

    @Test
    void programsAreToldFromPeople() {
        assertThat(turn(Kind.AUTOMATIC_MAIL, BY_CARL, CARL, "Away").automatic()).isTrue();
        assertThat(turn(Kind.CUSTOMER_MAIL, BY_CARL, CARL, "Hello").automatic()).isFalse();
    }
}
