package org.postroom.app.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.SharingLevel;
import org.postroom.app.demo.Letter;
import org.postroom.app.demo.Office;
import org.postroom.storage.DatabaseSettings;
import org.postroom.storage.DatabaseTest;
import org.postroom.storage.OnBothDatabases;
import org.postroom.ticket.Article;
import org.postroom.ticket.Ticket;
import org.postroom.ticket.TicketState;

/**
 * A bank, by mail alone (SPEC F6): a customer reports a fraud to support, which shares the ticket with security at Full, with
 * compliance at Restricted and with the customer's relationship manager at Read-only.
 */
@OnBothDatabases
class BankStoryTest {
    private static final Letter.Person CLARA = new Letter.Person("Clara Jensen", "clara@customer.example.org");

    @DatabaseTest
    void supportSecurityComplianceAndTheRelationshipManagerWorkOnOneTicket(DatabaseSettings database) {
        try (Company bank = Company.on(database, "bank", CLARA)) {
            Ticket ticket = bank.writes(
                    CLARA, "support@example.com", "Not my transfer", "I never sent 900 euros to Mr Nobody.");
            Office.Got confirmation = bank.gets(CLARA, "Not my transfer");

            // Sonia of support shares it with three departments in one mail, and says why
            bank.answers("sonia", bank.told("sonia", "I never sent 900 euros"), """
                    #share security full
                    #share compliance restricted
                    #share relations read-only
                    #take
                    #note Selma, please stop the transfer. Rita, she is yours.""");
            Ticket shared = bank.once(ticket, now -> now.sharing().levels().size() == 3);
            assertThat(shared.sharing().levels())
                    .isEqualTo(Map.of(
                            new DepartmentId("security"),
                            SharingLevel.FULL,
                            new DepartmentId("compliance"),
                            SharingLevel.RESTRICTED,
                            new DepartmentId("relations"),
                            SharingLevel.READ_ONLY));
            Office.Got toSecurity = bank.told("selma", "shared this ticket");
            Office.Got toCompliance = bank.told("conrad", "shared this ticket");
            Office.Got toManager = bank.told("rita", "shared this ticket");
            assertThat(toSecurity.text())
                    .contains("I never sent 900 euros", "Selma, please stop the transfer", "answer the customer")
                    .contains("#note  #forward  #help")
                    .doesNotContain("#close", "#take");

            // Selma may answer: the customer gets it from support's address, and learns nothing of security
            bank.answers("selma", toSecurity, "Dear Clara,\n\nwe have stopped the transfer.");
            Office.Got answer = bank.gets(CLARA, "we have stopped the transfer");
            assertThat(answer.bytes())
                    .contains("support@example.com")
                    .doesNotContain("security@", "staff.example.net", "please stop the transfer");
            bank.once(ticket, now -> now.state() == TicketState.WAITING);

            // What compliance and the manager answer stays inside, whatever they mean it to be
            bank.answers("conrad", toCompliance, "Has she signed form 12?");
            bank.answers("rita", toManager, "Dear Clara, this is Rita. I call you.");
            bank.event(ticket, "commented", "conrad");
            bank.event(ticket, "commented", "rita");

            // Sonia, whose ticket it is, reads both, and so does Selma, who wrote on it; an answer to that stays inside
            Office.Got question = bank.told("sonia", "Has she signed form 12?");
            assertThat(question.text()).contains("Conrad Cole says to colleagues", "stays inside");
            bank.told("sonia", "this is Rita");
            bank.told("selma", "Has she signed form 12?");
            bank.answers("sonia", question, "She has, last week.");
            bank.event(ticket, "commented", "sonia");
            bank.told("conrad", "She has, last week.");

            // Compliance may show it to a colleague, the manager may not; nobody there may do more
            bank.answers("conrad", toCompliance, "#forward cleo\nPlease look at form 12.");
            assertThat(bank.told("cleo", "Please look at form 12").text()).contains("I never sent 900 euros");
            bank.answers("rita", toManager, "#forward cleo\nSecret of Rita's.");
            assertThat(bank.told("rita", "Secret of Rita's").text()).contains("read-only");
            for (String command : List.of("#close", "#take", "#share relations full", "#unshare compliance")) {
                bank.answers("selma", toSecurity, command);
                assertThat(bank.told("selma", command).text()).contains("shared with your department");
            }

            // Clara answers in her thread: one ticket, for all of them
            bank.answers(CLARA, answer, "Thank you! It was my neighbour.");
            bank.once(ticket, now -> now.state() == TicketState.ACTIVE);
            assertThat(bank.office().tickets()).hasSize(1);
            bank.told("selma", "It was my neighbour");

            // Unshared, it is gone for security at once: an answer to the old notice reaches nobody outside
            bank.answers("sonia", bank.told("sonia", "It was my neighbour"), "#unshare security");
            bank.once(ticket, now -> now.sharing().levels().size() == 2);
            bank.answers("selma", toSecurity, "We need your neighbour's name.");
            assertThat(bank.told("selma", "We need your neighbour's name").text())
                    .contains("may not see this ticket");

            whatWasKeptInside(bank, ticket);
            assertThat(bank.office().inbox(CLARA.address()))
                    .extracting(Office.Got::messageId)
                    .containsExactly(confirmation.messageId(), answer.messageId());
        }
    }

    private static void whatWasKeptInside(Company bank, Ticket ticket) {
        assertThat(bank.office().articles(ticket).stream()
                        .filter(article -> article.content().kind() == Article.Kind.COMMENT)
                        .map(article -> article.content().text()))
                .startsWith(
                        "Selma, please stop the transfer. Rita, she is yours.",
                        "Has she signed form 12?",
                        "Dear Clara, this is Rita. I call you.",
                        "She has, last week.",
                        "Please look at form 12.");
        Ticket now = bank.office().again(ticket);
        assertThat(now.state()).isEqualTo(TicketState.ACTIVE);
        assertThat(now.assignee().orElseThrow().value()).isEqualTo("sonia");
        assertThat(now.department()).isEqualTo(new DepartmentId("support"));
    }
}
