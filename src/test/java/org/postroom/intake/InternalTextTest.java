package org.postroom.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.intake.Office.ANNA;
import static org.postroom.intake.Office.BEN;
import static org.postroom.intake.Office.CARL;
import static org.postroom.intake.Office.SUPPORT;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.mail.EmailAddress;
import org.postroom.outbound.OutboundKind;

/** FAULTS E8: what is internal never leaves, whatever happens on a ticket. The seed of a history that fails is in the test's name. */
class InternalTextTest {
    private static final int STEPS = 30;
    private static final String SECRET = "classified-matter";

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void neverSendsInternalTextToACustomerWhateverHappens(long seed) {
        Random random = new Random(seed);
        try (Office office = new Office()) {
            office.carlWrites();
            for (int i = 0; i < STEPS; i++) {
                step(office, random, i);
            }
            List<Queued> outside = office.queued().stream()
                    .filter(mail -> !mail.is(OutboundKind.NOTICE))
                    .toList();
            assertThat(outside).isNotEmpty().allSatisfy(mail -> {
                assertThat(mail.to()).doesNotContain(ANNA, BEN);
                assertThat(mail.raw() + mail.text()).doesNotContain(SECRET, ".private@");
            });
            assertThat(office.queued(OutboundKind.NOTICE))
                    .allSatisfy(mail -> assertThat(mail.to())
                            .hasSize(1)
                            .first()
                            .matches(address -> address.value().endsWith(".private@example.net")));
        }
    }

    private static void step(Office office, Random random, int step) {
        EmailAddress agent = random.nextBoolean() ? ANNA : BEN;
        List<Queued> notices = office.queuedTo(agent);
        Queued notice = notices.get(random.nextInt(notices.size()));
        String secret = "We keep this " + SECRET + " of step " + step + " to ourselves.";
        switch (random.nextInt(9)) {
            case 0 -> office.agentAnswers(agent, notice, "#note\n" + secret);
            case 1 -> office.agentAnswers(agent, notice, "#clse\n" + secret);
            case 2 -> office.agentAnswers(agent, notice, "Plain answer of step " + step + ".");
            case 3 -> office.arrives(Letter.answer("x@elsewhere.example.org", notice, secret));
            case 4 -> office.arrives(Letter.from(agent.value(), SUPPORT, "[SUP-1001]", secret));
            case 5 -> office.agentAnswers(agent, notice, "Ask at " + agent + ": " + secret);
            case 6 -> office.arrives(Letter.answer(CARL.value(), office.lastTo(CARL), "Words of step " + step + "."));
            case 7 -> office.agentAnswers(agent, notice, "CANCEL");
            case 8 -> repeatsAColleague(office, agent, notice);
            default -> throw new AssertionError();
        }
    }

    /** Pastes a colleague's comment into an answer. */
    private static void repeatsAColleague(Office office, EmailAddress agent, Queued notice) {
        String comments = office.articles("SUP-1001").stream()
                .filter(article -> article.content().visibility() == org.postroom.ticket.Article.Visibility.INTERNAL)
                .filter(article ->
                        !article.content().by().actor().toString().contains(agent.equals(ANNA) ? "anna" : "ben"))
                .map(article -> article.content().text())
                .filter(text -> text.startsWith("We keep"))
                .findFirst()
                .orElse("Nothing to repeat.");
        office.agentAnswers(agent, notice, "A colleague says: " + comments);
    }
}
