package org.postroom.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.agent.SampleCompany.ANNA;
import static org.postroom.agent.SampleCompany.BEN;
import static org.postroom.desk.Workplace.CARL;
import static org.postroom.desk.Workplace.attachment;
import static org.postroom.desk.Workplace.words;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.agent.AgentId;
import org.postroom.mail.Attachment;
import org.postroom.outbound.OutboundKind;
import org.postroom.outbound.OutboundMail;

/** FAULTS E8 on the page: what is internal never leaves, whatever is done. The seed of a history that fails is in the test's name. */
class InternalWordsTest {
    private static final int STEPS = 40;
    private static final String SECRET = "classified-matter";

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void neverSendsInternalWordsOrFilesWhateverIsDoneOnThePage(long seed) {
        Random random = new Random(seed);
        try (Workplace work = new Workplace()) {
            for (int i = 0; i < STEPS; i++) {
                step(work, random, i);
            }
            List<OutboundMail> outside = work.queued(OutboundKind.ANSWER);
            assertThat(outside).isNotEmpty().allSatisfy(mail -> {
                assertThat(Workplace.recipients(mail)).containsExactly(CARL.address());
                assertThat(work.raw(mail.stored().rawId()).latin1())
                        .doesNotContain(SECRET, ".private@", "internal.txt");
                assertThat(work.read(mail).content().text()).doesNotContain(SECRET, ".private@");
            });
        }
    }

    private static void step(Workplace work, Random random, int step) {
        AgentId agent = random.nextBoolean() ? ANNA : BEN;
        String secret = "We keep this " + SECRET + " of " + agent + " in step " + step + " to ourselves.";
        Attachment file = attachment("internal.txt", "text/plain", secret);
        switch (random.nextInt(8)) {
            case 0 -> work.act(agent, new Act.Comment(words(secret, file)));
            case 1 -> work.act(agent, new Act.Comment(words("", file)), new Act.Close());
            case 2 -> work.act(agent, new Act.Answer(words("Plain answer of step " + step + ".")));
            case 3 ->
                work.act(
                        agent,
                        new Act.Answer(
                                words("Said: " + comments(work, agent).findAny().orElse("no."))));
            case 4 ->
                work.act(agent, new Act.Answer(words("Ask " + work.agent(agent).address())), new Act.Close());
            case 5 -> work.reply(CARL.address(), "Words of step " + step + ".", attachment("p.png", "image/png", "p"));
            case 6 -> work.act(agent, new Act.Take(), new Act.Comment(words(secret)));
            case 7 -> work.act(agent, new Act.Reopen());
            default -> throw new AssertionError();
        }
    }

    /** Comments of others than the agent. */
    private static Stream<String> comments(Workplace work, AgentId agent) {
        return work.articles().stream()
                .map(article -> article.content().text())
                .filter(text -> text.contains(SECRET) && !text.contains(agent.value()));
    }
}
