package org.postroom.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.agent.SampleCompany.SALES;
import static org.postroom.agent.SampleCompany.SALES_FRONT_LINE;
import static org.postroom.agent.SampleCompany.SUPPORT;
import static org.postroom.agent.SampleCompany.SUPPORT_ESCALATION;
import static org.postroom.agent.SampleCompany.SUPPORT_FRONT_LINE;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.mail.EmailAddress;

class PolicyTest {
    private static final AgentId ZOE = new AgentId("zoe");
    private static final TicketPlace TICKET = TicketPlace.unshared(SUPPORT_FRONT_LINE, Optional.empty());
    private static final Map<TicketAction, String> LETTERS = Map.ofEntries(
            Map.entry(TicketAction.VIEW, "v"),
            Map.entry(TicketAction.COMMENT, "c"),
            Map.entry(TicketAction.ANSWER, "a"),
            Map.entry(TicketAction.CHANGE, "x"),
            Map.entry(TicketAction.ASSIGN, "s"),
            Map.entry(TicketAction.FORWARD, "f"),
            Map.entry(TicketAction.TRANSFER, "t"),
            Map.entry(TicketAction.MERGE, "m"),
            Map.entry(TicketAction.SHARE, "h"),
            Map.entry(TicketAction.LOCK, "l"),
            Map.entry(TicketAction.READ_RAW, "r"));

    /**
     * All of SPEC F5, for a ticket of group front-line of department support: who may <b>v</b>iew it, <b>c</b>omment on it,
     * <b>a</b>nswer it, close or reopen it (<b>x</b>), a<b>s</b>sign it, <b>f</b>orward it, <b>t</b>ransfer it,
     * <b>m</b>erge and split it, s<b>h</b>are it, <b>l</b>ock it and read its <b>r</b>aw mails.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # relation                               | neither | all agents may find | managers outside may view | both
                    member of the group                      | vcaxsftmh-- | vcaxsftmh--             | vcaxsftmh--                   | vcaxsftmh--
                    member of another group                  | ----------- | vc---------             | -----------                   | vc---------
                    in the department, in no group           | ----------- | vc---------             | -----------                   | vc---------
                    assigned, member of another group        | vcaxsftmh-- | vcaxsftmh--             | vcaxsftmh--                   | vcaxsftmh--
                    assigned, agent outside                  | vcaxsftmh-- | vcaxsftmh--             | vcaxsftmh--                   | vcaxsftmh--
                    assigned, manager outside                | vcaxsftmh-- | vcaxsftmh--             | vcaxsftmh--                   | vcaxsftmh--
                    manager                                  | vcaxsftmhlr | vcaxsftmhlr             | vcaxsftmhlr                   | vcaxsftmhlr
                    manager, member of another group         | vcaxsftmhlr | vcaxsftmhlr             | vcaxsftmhlr                   | vcaxsftmhlr
                    admin                                    | vcaxsftmhlr | vcaxsftmhlr             | vcaxsftmhlr                   | vcaxsftmhlr
                    agent outside                            | ----------- | vc---------             | -----------                   | vc---------
                    agent without any department             | ----------- | vc---------             | -----------                   | vc---------
                    manager outside                          | ----------- | vcaxsftmh--             | v----------                   | vcaxsftmh--
                    manager outside, member of another group | ----------- | vcaxsftmh--             | v----------                   | vcaxsftmh--
                    manager outside, member of the group     | vcaxsftmh-- | vcaxsftmh--             | vcaxsftmh--                   | vcaxsftmh--
                    """)
    void decidesByRelationAndFlags(String relation, String neither, String find, String view, String both) {
        assertThat(allowed(relation, new OpenTo(false, false))).isEqualTo(neither);
        assertThat(allowed(relation, new OpenTo(true, false))).isEqualTo(find);
        assertThat(allowed(relation, new OpenTo(false, true))).isEqualTo(view);
        assertThat(allowed(relation, new OpenTo(true, true))).isEqualTo(both);
    }

    private static String allowed(String relation, OpenTo openTo) {
        return allowed(relation, openTo, Sharing.none());
    }

    private static String allowed(String relation, OpenTo openTo, Sharing sharing) {
        Policy policy = new Policy(company(openTo));
        TicketPlace ticket = new TicketPlace(
                SUPPORT_FRONT_LINE, relation.startsWith("assigned") ? Optional.of(ZOE) : Optional.empty(), sharing);
        return Stream.of(TicketAction.values())
                .map(action -> policy.allows(zoe(relation), action, ticket) ? LETTERS.get(action) : "-")
                .collect(Collectors.joining());
    }

    /** Somebody of this relation to a ticket of group front-line of department support. */
    static Agent zoe(String relation) {
        return switch (relation) {
            case "member of the group" -> zoe(Set.of(SUPPORT_FRONT_LINE), Map.of(SUPPORT, Role.AGENT));
            case "member of another group", "assigned, member of another group" ->
                zoe(Set.of(SUPPORT_ESCALATION), Map.of(SUPPORT, Role.AGENT));
            case "in the department, in no group" -> zoe(Set.of(), Map.of(SUPPORT, Role.AGENT));
            case "manager" -> zoe(Set.of(), Map.of(SUPPORT, Role.MANAGER));
            case "manager, member of another group" -> zoe(Set.of(SUPPORT_ESCALATION), Map.of(SUPPORT, Role.MANAGER));
            case "admin" -> admin();
            case "agent outside", "assigned, agent outside" -> zoe(Set.of(SALES_FRONT_LINE), Map.of(SALES, Role.AGENT));
            case "agent without any department" -> zoe(Set.of(), Map.of());
            case "manager outside", "assigned, manager outside" -> zoe(Set.of(), Map.of(SALES, Role.MANAGER));
            case "manager outside, member of another group" ->
                zoe(Set.of(SUPPORT_ESCALATION), Map.of(SUPPORT, Role.AGENT, SALES, Role.MANAGER));
            case "manager outside, member of the group" ->
                zoe(Set.of(SUPPORT_FRONT_LINE), Map.of(SUPPORT, Role.AGENT, SALES, Role.MANAGER));
            default -> throw new IllegalArgumentException(relation);
        };
    }

    /** SPEC F6: the ticket of support is shared with sales at a level; whoever has more right of their own keeps it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # relation                           | full       | restricted | read-only  | not shared
                    agent outside                        | vca--f----- | vc---f----- | vc--------- | -----------
                    manager outside                      | vca--f----- | vc---f----- | vc--------- | -----------
                    manager outside, member of the group | vcaxsftmh-- | vcaxsftmh-- | vcaxsftmh-- | vcaxsftmh--
                    assigned, agent outside              | vcaxsftmh-- | vcaxsftmh-- | vcaxsftmh-- | vcaxsftmh--
                    member of another group              | ----------- | ----------- | ----------- | -----------
                    agent without any department         | ----------- | ----------- | ----------- | -----------
                    manager                              | vcaxsftmhlr | vcaxsftmhlr | vcaxsftmhlr | vcaxsftmhlr
                    """)
    void aShareGivesItsLevelAndNothingElse(
            String relation, String full, String restricted, String readOnly, String unshared) {
        assertThat(allowed(relation, OpenTo.nobody(), with(SharingLevel.FULL))).isEqualTo(full);
        assertThat(allowed(relation, OpenTo.nobody(), with(SharingLevel.RESTRICTED)))
                .isEqualTo(restricted);
        assertThat(allowed(relation, OpenTo.nobody(), with(SharingLevel.READ_ONLY)))
                .isEqualTo(readOnly);
        assertThat(allowed(relation, OpenTo.nobody(), Sharing.none())).isEqualTo(unshared);
    }

    /** SPEC F7: who may <b>s</b>ee and <b>k</b>eep views of zoe's own, of another agent, of department support, and of everyone. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # relation to support          | own | another's | support's | everyone's | at hand
                    member of the group            | sk  | --        | s-        | s-         | own support everyone
                    in the department, in no group | sk  | --        | s-        | s-         | own support everyone
                    assigned, agent outside        | sk  | --        | --        | s-         | own sales everyone
                    manager                        | sk  | --        | sk        | s-         | own support everyone
                    manager outside                | sk  | --        | --        | s-         | own sales everyone
                    manager outside, member of the group | sk | --   | s-        | s-         | own support sales everyone
                    agent without any department   | sk  | --        | --        | s-         | own everyone
                    admin                          | sk  | --        | sk        | sk         | own everyone
                    """)
    void viewsAreSeenAndKeptByWhomTheyAreFor(
            String relation, String own, String anothers, String supports, String everyones, String atHand) {
        Policy policy = new Policy(company(OpenTo.nobody()));
        Agent zoe = zoe(relation);
        assertThat(rights(policy, zoe, new Audience.Alone(zoe.id()))).isEqualTo(own);
        assertThat(rights(policy, zoe, new Audience.Alone(new AgentId("max")))).isEqualTo(anothers);
        assertThat(rights(policy, zoe, new Audience.Of(SUPPORT))).isEqualTo(supports);
        assertThat(rights(policy, zoe, new Audience.Everyone())).isEqualTo(everyones);
        assertThat(policy.audiencesOf(zoe)).map(PolicyTest::word).containsExactlyInAnyOrder(atHand.split(" "));
        assertThat(policy.audiencesOf(zoe)).allMatch(audience -> policy.maySee(zoe, audience));
    }

    private static String rights(Policy policy, Agent who, Audience audience) {
        return (policy.maySee(who, audience) ? "s" : "-") + (policy.mayKeep(who, audience) ? "k" : "-");
    }

    private static String word(Audience audience) {
        return switch (audience) {
            case Audience.Alone _ -> "own";
            case Audience.Of(DepartmentId department) -> department.value();
            case Audience.Everyone() -> "everyone";
        };
    }

    private static Sharing with(SharingLevel level) {
        return Sharing.none().and(SALES, level);
    }

    @Test
    void tellsWhoeverSharesATicketWhyItIsNotMore() {
        TicketPlace shared = new TicketPlace(SUPPORT_FRONT_LINE, Optional.empty(), with(SharingLevel.READ_ONLY));
        assertThat(sentence(company(OpenTo.nobody()), "agent outside", TicketAction.ANSWER, shared))
                .isEqualTo("You may not answer this ticket. It is shared with your department at level"
                        + " read-only, which does not allow it. It belongs to group front-line of department Acme Support; its managers can help:"
                        + " Anna Berg.");
    }

    @Test
    void refusesInASentenceThatNamesWhoseTicketItIsAndWhoCanHelp() {
        assertThat(sentence(company(OpenTo.nobody()), "agent outside", TicketAction.VIEW, TICKET))
                .isEqualTo("You may not see this ticket. It belongs to group front-line of department Acme Support;"
                        + " its managers can help: Anna Berg.");
        assertThat(sentence(company(OpenTo.nobody()), "member of the group", TicketAction.LOCK, TICKET))
                .startsWith("You may not lock or unlock this ticket.");
        assertThat(sentence(company(OpenTo.nobody()), "member of the group", TicketAction.READ_RAW, TICKET))
                .isEqualTo("You may not read the raw mails of this ticket. It belongs to group front-line of department"
                        + " Acme Support; its managers can help: Anna Berg.");
    }

    @Test
    void namesAdminsWhereThereIsNoManager() {
        TicketPlace sales = TicketPlace.unshared(SALES_FRONT_LINE, Optional.empty());
        List<Agent> agents = new ArrayList<>(SampleCompany.agents());
        agents.add(admin());
        assertThat(sentence(organisation(OpenTo.nobody(), agents), "member of the group", TicketAction.ANSWER, sales))
                .isEqualTo("You may not answer this ticket. It belongs to group front-line of department Acme Sales;"
                        + " it has no manager, but admins can help: Zoe Zimmer.");
        assertThat(sentence(company(OpenTo.nobody()), "member of the group", TicketAction.ANSWER, sales))
                .endsWith("whoever looks after conf/agents can help.");
    }

    @Test
    void namesFiveManagersAtMost() {
        List<Agent> agents = new ArrayList<>(SampleCompany.agents());
        for (int i = 1; i <= 6; i++) {
            agents.add(SampleCompany.agent(
                    new AgentId("m" + i),
                    "Manager " + i,
                    EmailAddress.of("m" + i + "@example.net"),
                    Set.of(),
                    Map.of(SUPPORT, Role.MANAGER)));
        }
        assertThat(sentence(organisation(OpenTo.nobody(), agents), "agent outside", TicketAction.VIEW, TICKET))
                .endsWith("Anna Berg, Manager 1, Manager 2, Manager 3, Manager 4 and others.");
    }

    private static String sentence(Organisation company, String relation, TicketAction action, TicketPlace ticket) {
        Decision decision = new Policy(company).decide(zoe(relation), action, ticket);
        return decision instanceof Decision.Refused refused ? refused.sentence() : "allowed";
    }

    @Test
    void aDepartmentThatConfNamesNoMoreIsTheAdminsAndTheAssignees() {
        GroupId gone = new GroupId(new DepartmentId("gone"), "front-line");
        Policy policy = new Policy(company(new OpenTo(true, true)));
        assertThat(policy.allows(admin(), TicketAction.VIEW, TicketPlace.unshared(gone, Optional.empty())))
                .isTrue();
        assertThat(policy.reachOf(admin()).contains(TicketPlace.unshared(gone, Optional.empty())))
                .as("and in the admin's lists")
                .isTrue();
        assertThat(policy.allows(zoe("agent outside"), TicketAction.VIEW, TicketPlace.unshared(gone, Optional.of(ZOE))))
                .isTrue();
        assertThat(policy.allows(
                        zoe("manager outside"), TicketAction.VIEW, TicketPlace.unshared(gone, Optional.empty())))
                .isFalse();
    }

    @Test
    void managersAndAdminsRunADepartment() {
        Policy policy = new Policy(company(new OpenTo(true, true)));
        assertThat(policy.mayRun(zoe("manager"), SUPPORT)).isTrue();
        assertThat(policy.mayRun(admin(), SUPPORT)).isTrue();
        for (String other : List.of("member of the group", "agent outside", "manager outside")) {
            assertThat(policy.mayRun(zoe(other), SUPPORT)).as(other).isFalse();
        }
    }

    @Test
    void reachesOpenDepartmentsAsAWholeAndOwnGroupsElsewhere() {
        Agent member = zoe("member of the group");
        assertThat(new Policy(company(OpenTo.nobody())).reachOf(member))
                .isEqualTo(Reach.own(Set.of(), Set.of(SUPPORT_FRONT_LINE), ZOE));
        assertThat(new Policy(company(new OpenTo(true, false))).reachOf(member))
                .isEqualTo(Reach.own(Set.of(SUPPORT), Set.of(), ZOE));
        assertThat(new Policy(company(OpenTo.nobody())).reachOf(admin()).departments())
                .containsExactlyInAnyOrder(SUPPORT, SALES);
    }

    /** Whatever departments are open to whom, and whoever works where. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void reachesExactlyWhatMayBeViewed(long seed) {
        Random random = new Random(seed);
        int seen = 0;
        int unseen = 0;
        for (int i = 0; i < 2_000; i++) {
            List<Department> departments = departments(random);
            Agent agent = anybody(random, departments);
            Policy policy = new Policy(new Organisation(
                    List.of(SampleCompany.brand()), departments, List.of(agent), List.of(), List.of()));
            TicketPlace ticket = anywhere(random, departments);
            boolean reached = policy.reachOf(agent).contains(ticket);
            assertThat(policy.allows(agent, TicketAction.VIEW, ticket))
                    .as("seed %d, step %d: %s, %s, %s", seed, i, agent, ticket, departments)
                    .isEqualTo(reached);
            seen += reached ? 1 : 0;
            unseen += reached ? 0 : 1;
        }
        assertThat(seen).isGreaterThan(200);
        assertThat(unseen).isGreaterThan(200);
    }

    private static List<Department> departments(Random random) {
        return Stream.of("support", "sales", "billing")
                .map(id -> {
                    DepartmentId department = new DepartmentId(id);
                    List<Group> groups = List.of(
                            new Group(new GroupId(department, "one"), true),
                            new Group(new GroupId(department, "two"), false));
                    return SampleCompany.department(id, id, List.of(EmailAddress.of(id + "@example.com")), groups);
                })
                .map(department -> department.withTickets(
                        department.tickets().withOpenTo(new OpenTo(random.nextInt(4) == 0, random.nextInt(4) == 0))))
                .toList();
    }

    private static Agent anybody(Random random, List<Department> departments) {
        Map<DepartmentId, Role> roles = new HashMap<>();
        Set<GroupId> groups = new HashSet<>();
        for (Department department : departments) {
            if (random.nextBoolean()) {
                roles.put(department.id(), random.nextInt(4) == 0 ? Role.MANAGER : Role.AGENT);
                department.groups().stream()
                        .filter(_ -> random.nextBoolean())
                        .map(Group::id)
                        .forEach(groups::add);
            }
        }
        return zoe(groups, roles, random.nextInt(10) == 0);
    }

    private static TicketPlace anywhere(Random random, List<Department> departments) {
        Department department = departments.get(random.nextInt(departments.size()));
        Group group = department.groups().get(random.nextInt(2));
        List<Optional<AgentId>> assignees =
                List.of(Optional.empty(), Optional.of(new AgentId("else")), Optional.of(ZOE));
        return TicketPlace.unshared(group.id(), assignees.get(random.nextInt(3)));
    }

    private static Agent admin() {
        return zoe(Set.of(), Map.of(), true);
    }

    private static Agent zoe(Set<GroupId> groups, Map<DepartmentId, Role> roles) {
        return zoe(groups, roles, false);
    }

    private static Agent zoe(Set<GroupId> groups, Map<DepartmentId, Role> roles, boolean admin) {
        return new Agent(
                ZOE,
                "Zoe Zimmer",
                List.of(EmailAddress.of("zoe@example.net")),
                groups,
                roles,
                admin,
                "",
                Locale.ENGLISH,
                Optional.empty());
    }

    static Organisation company(OpenTo support) {
        return organisation(support, SampleCompany.agents());
    }

    private static Organisation organisation(OpenTo support, List<Agent> agents) {
        Department open = SampleCompany.support()
                .withTickets(SampleCompany.support().tickets().withOpenTo(support));
        return new Organisation(
                List.of(SampleCompany.brand()), List.of(open, SampleCompany.sales()), agents, List.of(), List.of());
    }
}
