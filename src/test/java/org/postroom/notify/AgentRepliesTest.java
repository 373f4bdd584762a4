package org.postroom.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.agent.Agent;
import org.postroom.agent.CommandWord;
import org.postroom.agent.SampleCompany;
import org.postroom.autoreply.Customers;
import org.postroom.autoreply.Limit;
import org.postroom.autoreply.SendBudget;
import org.postroom.autoreply.Writers;
import org.postroom.conversation.ReplyToken.Right;
import org.postroom.conversation.TokenVerdict;
import org.postroom.mail.OutgoingMail;
import org.postroom.mail.quote.ReplyMarker;
import org.postroom.storage.Database;
import org.postroom.storage.TestDatabases;
import org.postroom.storage.Transaction;
import org.postroom.ticket.Tickets;

class AgentRepliesTest {
    private static final Agent BEN = Notices.agent(SampleCompany.BEN);
    private static final String WORDS = "Please use water.\nNot oil.";

    @TempDir
    private Path directory;

    private Database database;

    @BeforeEach
    void open() {
        database = TestDatabases.sqlite(directory);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void warnsOfWhatToKnow() {
        OutgoingMail mail = sent((replies, transaction) ->
                replies.accepted(transaction, about(BEN), WORDS, List.of("Anna Berg answered a minute before you.")));

        assertThat(mail.body().subject()).isEqualTo("[SUP-1042] Done, with a remark");
        assertThat(mail.body().text())
                .contains("- Anna Berg answered a minute before you.", "> Please use water.\n> Not oil.");
    }

    @Test
    void givesTheWordsBackOfAMailThatWasRefused() {
        OutgoingMail mail = sent((replies, transaction) -> replies.refused(
                transaction,
                about(BEN),
                WORDS,
                List.of("\"#clse\" is no command; did you mean #close?"),
                List.of("#assign anna")));

        assertThat(mail.body().text())
                .contains("was not taken", "nothing was changed", "- \"#clse\" is no command", "> Not oil.")
                .contains("Understood, but not done either:\n- #assign anna");
    }

    @Test
    void asksForAWordAboutAMailThatIsHeld() {
        OutgoingMail mail = sent((replies, transaction) -> replies.held(
                transaction,
                about(BEN),
                WORDS,
                List.of("It holds the private address ben.private@example.net."),
                List.of(Tickets.CARLA),
                List.of(Customers.file("strip.pdf", 80_000))));

        assertThat(mail.body().text())
                .startsWith(ReplyMarker.TEXT)
                .contains(
                        "SEND",
                        "CANCEL",
                        "To: Carla Kunde <carla@example.net>",
                        "File: strip.pdf (80 KB)",
                        "> Not oil.");
        assertThat(right(mail)).isEqualTo(Right.CONFIRM);
    }

    @ParameterizedTest
    @EnumSource(CommandWord.class)
    void listsEveryCommand(CommandWord command) {
        for (Agent agent : List.of(BEN, Notices.inGerman(BEN))) {
            OutgoingMail mail = sent((replies, transaction) -> replies.help(transaction, about(agent)));
            String word = "#" + command.name().toLowerCase(Locale.ROOT);

            assertThat(mail.body().text()).contains("\n" + word);
            assertThat(mail.body().html().orElseThrow()).contains("<code>" + word);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n"})
    void leavesOutTheWordsWhereThereAreNone(String nothing) {
        assertThat(sent((replies, transaction) ->
                                replies.refused(transaction, about(BEN), nothing.strip(), List.of("Why"), List.of()))
                        .body()
                        .text())
                .doesNotContain("here it is");
    }

    @Test
    void goesToTheAgentAloneFromNobodysEnvelope() {
        OutgoingMail mail = sent((replies, transaction) -> replies.help(transaction, about(BEN)));

        assertThat(mail.recipients().envelope()).containsExactly(SampleCompany.BEN_ADDRESS);
        assertThat(mail.sender().envelope()).isEmpty();
        assertThat(mail.origin()).isEqualTo(OutgoingMail.Origin.AUTO_GENERATED);
    }

    @Test
    void tellsAnAgentOfAHeldMailHoweverManyQuestionsAStrangerCaused() {
        for (int i = 0; i < 6; i++) {
            boolean asked = written((replies, transaction) ->
                            replies.confirm(transaction, BEN, SampleCompany.support(), "away"))
                    .isPresent();
            assertThat(asked).isEqualTo(i < 4);
        }
        assertThat(written((replies, transaction) -> replies.held(
                        transaction, about(BEN), WORDS, List.of("It is too old."), List.of(Tickets.CARLA), List.of())))
                .isPresent();
    }

    /** Whoever guesses a ticket's number can have the agent asked, and told what is wrong. */
    @Test
    void countsApartWhatItTellsOfMailsThatAnybodyMayHaveSent() {
        AgentReplies.About forged =
                new AgentReplies.About(BEN, SampleCompany.support(), Notices.ticket(), Right.ANSWER, true);
        for (int i = 0; i < 6; i++) {
            boolean told = written((replies, transaction) -> replies.held(
                            transaction, forged, WORDS, List.of("No token."), List.of(Tickets.CARLA), List.of()))
                    .isPresent();
            assertThat(told).isEqualTo(i < 4);
        }
        assertThat(written((replies, transaction) ->
                        replies.refused(transaction, about(BEN), WORDS, List.of("Why"), List.of())))
                .isPresent();
    }

    /** An agent's mailbox that answers by itself and does not say so would else keep talking to us for ever. */
    @Test
    void stopsAtTheLimitOfNoticesCountedApartFromThem() {
        database.change(transaction -> SendBudget.jdbi()
                .take(transaction, List.of(Limit.ofNotices(BEN.id(), 1, Duration.ofMinutes(30))), Notices.NOW));
        for (int i = 0; i < 6; i++) {
            Optional<OutgoingMail> mail = written((replies, transaction) -> replies.help(transaction, about(BEN)));
            assertThat(mail.isPresent()).isEqualTo(i < 4);
        }
        assertThat(written(
                        (replies, transaction) -> replies.help(transaction, about(Notices.agent(SampleCompany.ANNA)))))
                .isPresent();
    }

    private OutgoingMail sent(BiFunction<AgentReplies, Transaction, Optional<OutgoingMail>> write) {
        return written(write).orElseThrow();
    }

    private Optional<OutgoingMail> written(BiFunction<AgentReplies, Transaction, Optional<OutgoingMail>> write) {
        AgentReplies replies = new AgentReplies(
                SampleCompany::organisation,
                Notices.writing(),
                () -> new NoticeLimits(4, Duration.ofMinutes(30)),
                SendBudget.jdbi(),
                Notices.CLOCK);
        return database.write(transaction -> write.apply(replies, transaction));
    }

    private static AgentReplies.About about(Agent agent) {
        return new AgentReplies.About(agent, SampleCompany.support(), Notices.ticket(), Right.ANSWER);
    }

    private static Right right(OutgoingMail mail) {
        String text = mail.messageId().value().replaceAll("\\..*", "");
        TokenVerdict verdict = Writers.tokens(Notices.CLOCK).verify(text, List.of(SampleCompany.BEN));
        return ((TokenVerdict.Valid) verdict).token().right();
    }
}
