package org.postroom.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.intake.Office.CARL;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.agent.Agent;
import org.postroom.agent.Department;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.Group;
import org.postroom.agent.GroupId;
import org.postroom.agent.OpenTo;
import org.postroom.agent.Organisation;
import org.postroom.agent.Policy;
import org.postroom.agent.Role;
import org.postroom.agent.SampleCompany;
import org.postroom.agent.TicketAction;
import org.postroom.mail.EmailAddress;
import org.postroom.outbound.OutboundKind;
import org.postroom.ticket.Ticket;

/**
 * Who may see what, by mail (FAULTS F8): whatever happens, in whatever company, no agent is told of a ticket that the policy
 * does not let the agent see. While a story goes on, agents change groups, roles and departments, and departments open and
 * close; agents answer old notices of tickets they have lost, notices of others, and by commands.
 */
class WhoIsToldTest {
    private static final int STEPS = 50;
    private static final EmailAddress MALLORY = EmailAddress.of("mallory@stranger.example.net");
    private static final String SECRET = "It smells of burnt oil.";
    private static final List<String> WORDS = List.of(
            "Please use water.",
            "#take",
            "#take\nI will do it.",
            "#assign ben",
            "#assign carla\nFor you.",
            "#note\nHe is new here.",
            "#close",
            "#help",
            "#nonsense",
            "SEND",
            "CANCEL");

    private final Map<String, Integer> seen = new HashMap<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void tellsNoAgentOfATicketThatTheAgentMayNotSee(long seed) {
        Random random = new Random(seed);
        try (Office office = new Office()) {
            List<Queued> queued = List.of();
            for (int step = 0; step < STEPS; step++) {
                if (random.nextInt(6) == 0) {
                    office.conf(company(random));
                }
                happens(office, queued, random);
                List<Queued> then = office.queued();
                for (Queued mail : then.subList(queued.size(), then.size())) {
                    check(office, mail, "seed %d, step %d".formatted(seed, step));
                }
                queued = then;
            }
        }
        assertThat(seen)
                .containsKeys(
                        "told", "told of a related ticket", "refused an agent who lost sight", "kept from somebody");
    }

    private void check(Office office, Queued mail, String when) {
        if (!mail.is(OutboundKind.NOTICE)) {
            return;
        }
        Organisation company = office.organisation();
        Agent told = company.agentOf(mail.to().getFirst()).orElseThrow();
        Ticket ticket = office.ticket(mail.ours().about().ticket().orElseThrow());
        Policy policy = new Policy(company);
        if (policy.allows(told, TicketAction.VIEW, ticket.place())) {
            count("told");
            hiddenFrom(told, policy, office.tickets())
                    .forEach(other -> assertThat(mail.text()).as(when).doesNotContain(other.subject()));
        } else {
            assertThat(mail.subject()).as(when).endsWith("Your mail was not taken");
            assertThat(mail.raw()).as(when).doesNotContain(SECRET, CARL.value());
            count("refused an agent who lost sight");
        }
        if (mail.text().contains("may have to do with")) {
            count("told of a related ticket");
        }
        if (company.agents().stream().anyMatch(agent -> !policy.allows(agent, TicketAction.VIEW, ticket.place()))) {
            count("kept from somebody");
        }
    }

    private static List<Ticket> hiddenFrom(Agent agent, Policy policy, List<Ticket> tickets) {
        return tickets.stream()
                .filter(ticket -> !policy.allows(agent, TicketAction.VIEW, ticket.place()))
                .toList();
    }

    private static void happens(Office office, List<Queued> queued, Random random) {
        List<Queued> toCarl = queued.stream().filter(mail -> mail.goesTo(CARL)).toList();
        List<Queued> notices =
                queued.stream().filter(mail -> mail.is(OutboundKind.NOTICE)).toList();
        switch (random.nextInt(9)) {
            case 0, 1 -> somebodyWrites(office, CARL, "", random);
            case 8 ->
                any(random, office.tickets())
                        .ifPresent(ticket -> somebodyWrites(office, MALLORY, "[" + ticket.number() + "] ", random));
            case 2 ->
                any(random, toCarl)
                        .ifPresent(mail ->
                                office.arrives(department(mail), Letter.answer("Carl <" + CARL + ">", mail, SECRET)));
            case 3 -> any(random, toCarl).ifPresent(mail -> office.failed(mail, "550 No such mailbox"));
            case 4 -> any(random, notices).ifPresent(mail -> answers(office, anybody(office, random), mail, random));
            default ->
                any(random, notices).ifPresent(mail -> answers(office, mail.to().getFirst(), mail, random));
        }
    }

    private static void somebodyWrites(Office office, EmailAddress who, String number, Random random) {
        boolean toSales = random.nextInt(3) == 0;
        office.arrives(
                toSales ? SampleCompany.SALES : SampleCompany.SUPPORT,
                Letter.from(
                        who.value(),
                        (toSales ? SampleCompany.SALES_ADDRESS : SampleCompany.SUPPORT_ADDRESS).value(),
                        number + "Printer-" + random.nextLong(1L << 40) + "-jams",
                        SECRET));
    }

    private static void answers(Office office, EmailAddress agent, Queued notice, Random random) {
        String words = WORDS.get(random.nextInt(WORDS.size()));
        Letter whole = Letter.answer("Private <" + agent + ">", notice, words);
        // without what a mail program quotes: the refusal gives an agent's mail back, and must not be blamed for it
        office.arrives(department(notice), new Letter(whole.headers(), words));
    }

    private static DepartmentId department(Queued mail) {
        return mail.ours().about().department();
    }

    private static EmailAddress anybody(Office office, Random random) {
        List<Agent> agents = office.organisation().agents();
        return agents.get(random.nextInt(agents.size())).address();
    }

    private static <T> Optional<T> any(Random random, List<T> list) {
        return list.isEmpty() ? Optional.empty() : Optional.of(list.get(random.nextInt(list.size())));
    }

    private void count(String what) {
        seen.merge(what, 1, Integer::sum);
    }

    /** The same people and departments; who works where and who may look in is dealt anew. */
    private static Organisation company(Random random) {
        List<Department> departments = Stream.of(SampleCompany.support(), SampleCompany.sales())
                .map(department -> department.withTickets(
                        department.tickets().withOpenTo(new OpenTo(random.nextInt(6) == 0, random.nextInt(6) == 0))))
                .toList();
        List<Agent> agents = new ArrayList<>();
        for (Agent agent : SampleCompany.agents()) {
            agents.add(dealt(agent, departments, random));
        }
        return new Organisation(
                List.of(SampleCompany.brand()),
                departments,
                agents,
                List.of(),
                List.of(EmailAddress.of("postroom@example.com")));
    }

    private static Agent dealt(Agent agent, List<Department> departments, Random random) {
        Map<DepartmentId, Role> roles = new HashMap<>();
        Set<GroupId> groups = new HashSet<>();
        for (Department department : departments) {
            if (random.nextBoolean()) {
                roles.put(department.id(), random.nextInt(4) == 0 ? Role.MANAGER : Role.AGENT);
                department.groups().stream()
                        .map(Group::id)
                        .filter(_ -> random.nextBoolean())
                        .forEach(groups::add);
            }
        }
        return new Agent(
                agent.id(),
                agent.name(),
                agent.addresses(),
                groups,
                roles,
                random.nextInt(8) == 0,
                agent.signature(),
                agent.language(),
                agent.hourlyCost());
    }
}
