package org.postroom.autoreply;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postroom.agent.Department;
import org.postroom.agent.SampleCompany;
import org.postroom.autoreply.AutoReplyFacts.Verdict;
import org.postroom.autoreply.AutoReplyLimits.PerHour;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.NamedAddress;
import org.postroom.storage.Ids;
import org.postroom.storage.TestDatabase;
import org.postroom.storage.TestDatabases;
import org.postroom.ticket.TicketId;
import org.postroom.ticket.TicketNumber;

/** FAULTS D4: ten thousand mails with forged senders are to make us write to people who never wrote. */
class BombTest {
    private static final int MAILS = Integer.getInteger("postroom.bomb.mails", 10_000);
    private static final Verdict PERSON = new Verdict(true, "A person");
    private static final Instant BEGIN = Instant.parse("2026-11-22T15:30:00Z");

    private final TestDatabase held = TestDatabases.sqlite();
    private final Random random = new Random(4);
    private final Map<EmailAddress, Integer> sent = new HashMap<>();
    private AutoReplyLimits limits = AutoReplyLimits.DEFAULT;
    private Instant now = BEGIN;

    @AfterEach
    void close() {
        held.close();
    }

    @Test
    void oneVictimInAnySpellingGetsThree() {
        limits = new AutoReplyLimits(3, 10_000, Duration.ofMinutes(30), new PerHour(10_000, 10_000, 10_000));
        List<EmailAddress> spellings = new ArrayList<>();
        for (int i = 0; i < MAILS; i++) {
            spellings.add(spelling(i));
        }
        bomb(spellings, SampleCompany.support(), SampleCompany.sales());

        assertThat(spellings.stream().distinct().count()).isGreaterThan(MAILS / 2);
        assertThat(total()).isEqualTo(3);
    }

    @Test
    void manyVictimsOfOneDomainGetAsManyAsADomainMay() {
        bomb(victims("victim%d@example.org"), SampleCompany.support(), SampleCompany.sales());

        assertThat(total()).isEqualTo(limits.perHour().domain());
    }

    @Test
    void manyVictimsAnywhereGetAsManyAsADepartmentMaySend() {
        bomb(victims("victim%d@host%d.example.org"), SampleCompany.support());

        assertThat(total()).isEqualTo(limits.perHour().department());
    }

    @Test
    void noNumberOfDepartmentsSendsMoreThanAllMay() {
        limits = new AutoReplyLimits(3, 10_000, Duration.ofMinutes(30), new PerHour(100, 200, 300));
        bomb(victims("victim%d@host%d.example.org"), SampleCompany.support(), SampleCompany.sales());

        assertThat(total()).isEqualTo(300);
    }

    private List<EmailAddress> victims(String pattern) {
        List<EmailAddress> victims = new ArrayList<>();
        for (int i = 0; i < MAILS; i++) {
            victims.add(EmailAddress.of(pattern.replace("%d", Integer.toString(i))));
        }
        return victims;
    }

    /** Case, tags, envelope senders that change, with the address itself now and then. */
    private EmailAddress spelling(int i) {
        String local = caseOf("victim");
        String domain = caseOf("example.org");
        return EmailAddress.of(
                switch (random.nextInt(5)) {
                    case 0 -> local + "@" + domain;
                    case 1 -> local + "+" + Integer.toString(i, 36) + "@" + domain;
                    case 2 -> local + "+a+b" + i + "@" + domain;
                    case 3 -> "prvs=" + i + "abc=" + local + "@" + domain;
                    default -> "SRS0=aB" + i % 10 + "=XY=" + domain + "=" + local + "@forward" + i + ".example.net";
                });
    }

    private String caseOf(String word) {
        StringBuilder mixed = new StringBuilder();
        word.chars().forEach(c -> mixed.append((char) (random.nextBoolean() ? Character.toUpperCase(c) : c)));
        return mixed.toString();
    }

    private void bomb(List<EmailAddress> senders, Department... departments) {
        AutoResponder responder = new AutoResponder(
                new AutoResponder.Settings(SampleCompany::organisation, _ -> AutoReplySettings.DEFAULT, () -> limits),
                SendBudget.jdbi(),
                Silence.never(),
                new AutoResponder.Writing(
                        Writers.TEMPLATES, Writers.tokens(() -> now), Writers.noLinks(), new Ids(() -> now, 1)),
                () -> now);
        for (int i = 0; i < senders.size(); i++) {
            now = now.plusMillis(random.nextInt((int) (Duration.ofMinutes(29).toMillis() * 2 / MAILS)));
            Enquiry enquiry = enquiry(i, senders.get(i), departments[i % departments.length]);
            AutoAnswer answer = held.database().write(transaction -> responder.answer(transaction, enquiry));
            if (answer instanceof AutoAnswer.Written written) {
                written.mail().recipients().envelope().forEach(to -> sent.merge(to, 1, Integer::sum));
            }
        }
    }

    private static Enquiry enquiry(int i, EmailAddress sender, Department department) {
        NamedAddress from = new NamedAddress("Your own bank <ceo@bank.example.com> " + i, sender);
        return new Enquiry(
                department,
                Customers.mail(from, "Subject " + i, "Text " + i, List.of()),
                PERSON,
                Occasion.NEW_TICKET,
                Optional.of(new Enquiry.TicketRef(new TicketId(i + 1), new TicketNumber("SUP", 1001 + i))));
    }

    private int total() {
        return sent.values().stream().mapToInt(Integer::intValue).sum();
    }
}
