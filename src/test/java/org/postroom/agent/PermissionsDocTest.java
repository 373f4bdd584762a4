package org.postroom.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.agent.SampleCompany.SALES;
import static org.postroom.agent.SampleCompany.SUPPORT_FRONT_LINE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/permissions.md} to the policy: each action for each relation that somebody can have to a ticket. */
class PermissionsDocTest {
    private static final Path DOC = Path.of("docs", "permissions.md");

    private static final String HEAD = """
            # Who may do what

            <!-- Made by PermissionsDocTest:
                 ./mvnw test -Dtest=PermissionsDocTest -Dpostroom.write=true -->

            `agent.Policy` decides it, for mail and page alike; nothing else does. The ticket is one of group *front-line* of
            department *Support*. Whoever has several relations to it may do what any of them allows.

            **Answer** writes to the customer, **change** closes, reopens, links, says product and priority, **assign** also takes and gives back, **share**
            also ends a share and changes its level, **merge** also splits, **lock** also unlocks, **forward** shows it
            to a colleague who may view it, **read raw** shows a mail byte by byte.
            """;

    private static final String FOOT = """

            An agent answers a shared ticket in the name of the department that has it. Notices carry a reply token with just
            the right that the agent has on the ticket, and the policy is asked again when the answer comes.

            Queue and quarantine of a department are for its managers and for admins.

            ## Views

            | a view that is kept for | is seen by | is made, changed and removed by |
            |---|---|---|
            | its author alone | its author, and nobody else: to all others, admins too, it is not there | its author |
            | a department | who works there, and admins | the department’s managers, and admins |
            | everyone | all agents | admins |

            Whatever a view says, it shows each agent only tickets that the tables above let that agent view.
            """;

    @Test
    void thePageSaysWhatThePolicyDecides() throws IOException {
        if (Boolean.getBoolean("postroom.write")) {
            Files.writeString(DOC, page());
        }
        assertThat(DOC).hasContent(page());
    }

    private static String page() {
        return HEAD
                + table("Those who work in the department", ofTheDepartment())
                + table("Agents of a department that the ticket is shared with", ofAShare())
                + table("Agents of other departments, by `tickets.all-agents-may-find` of Support", find())
                + table("Managers of other departments, by Support’s conf", managers())
                + FOOT;
    }

    private static Map<String, List<Boolean>> ofTheDepartment() {
        Map<String, List<Boolean>> rows = new LinkedHashMap<>();
        rows.put("agent of the group", row("member of the group", OpenTo.nobody(), Sharing.none()));
        rows.put("agent it is assigned to", row("assigned, member of another group", OpenTo.nobody(), Sharing.none()));
        rows.put("agent of another group", row("member of another group", OpenTo.nobody(), Sharing.none()));
        rows.put("manager", row("manager", OpenTo.nobody(), Sharing.none()));
        rows.put("admin", row("admin", OpenTo.nobody(), Sharing.none()));
        return rows;
    }

    private static Map<String, List<Boolean>> ofAShare() {
        Map<String, List<Boolean>> rows = new LinkedHashMap<>();
        for (SharingLevel level : SharingLevel.values()) {
            rows.put(
                    level.word(),
                    row("agent outside", OpenTo.nobody(), Sharing.none().and(SALES, level)));
        }
        return rows;
    }

    private static Map<String, List<Boolean>> find() {
        Map<String, List<Boolean>> rows = new LinkedHashMap<>();
        rows.put("off", row("agent outside", OpenTo.nobody(), Sharing.none()));
        rows.put("on", row("agent outside", new OpenTo(true, false), Sharing.none()));
        return rows;
    }

    private static Map<String, List<Boolean>> managers() {
        Map<String, List<Boolean>> rows = new LinkedHashMap<>();
        rows.put("neither", row("manager outside", OpenTo.nobody(), Sharing.none()));
        rows.put(
                "`tickets.managers-outside-may-view`", row("manager outside", new OpenTo(false, true), Sharing.none()));
        rows.put("`tickets.all-agents-may-find`", row("manager outside", new OpenTo(true, false), Sharing.none()));
        return rows;
    }

    private static List<Boolean> row(String relation, OpenTo open, Sharing sharing) {
        Agent who = PolicyTest.zoe(relation);
        Optional<AgentId> assignee = relation.startsWith("assigned") ? Optional.of(who.id()) : Optional.empty();
        Policy policy = new Policy(PolicyTest.company(open));
        TicketPlace ticket = new TicketPlace(SUPPORT_FRONT_LINE, assignee, sharing);
        return Stream.of(TicketAction.values())
                .map(action -> policy.allows(who, action, ticket))
                .toList();
    }

    private static String table(String title, Map<String, List<Boolean>> rows) {
        String heads = Stream.of(TicketAction.values())
                .map(action -> action.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .collect(Collectors.joining(" | "));
        String lines = "|---|" + ":-:|".repeat(TicketAction.values().length);
        String body = rows.entrySet().stream()
                .map(row -> "| " + row.getKey() + " | "
                        + row.getValue().stream().map(may -> may ? "✓" : "").collect(Collectors.joining(" | "))
                        + " |\n")
                .collect(Collectors.joining());
        return "\n## " + title + "\n\n| | " + heads + " |\n" + lines + "\n" + body;
    }
}
