package org.postroom.app.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.postroom.agent.AgentId;
import org.postroom.app.demo.Letter;
import org.postroom.app.demo.Office;
import org.postroom.ticket.Ticket;

/**
 * A manufacturer of two brands in one installation, each with a customer service of its own, whose tickets go in turn to the
 * agents who are there (SPEC A1, F3).
 */
class ManufacturerStoryTest {
    private static final Letter.Person NORA = new Letter.Person("Nora Nolan", "nora@notebooks.example.org");
    private static final Letter.Person KURT = new Letter.Person("Kurt Kopp", "kurt@copies.example.org");

    private final Company maker = Company.of("manufacturer", NORA, KURT);

    private List<Ticket> write(Letter.Person who, String to, int howMany) {
        return IntStream.rangeClosed(1, howMany)
                .mapToObj(i -> maker.writes(who, to, "Question " + i, "It does not start, the " + i + ". one."))
                .toList();
    }

    private Map<String, Long> counts(List<Ticket> tickets) {
        return tickets.stream()
                .map(ticket -> maker.office().again(ticket))
                .map(ticket -> ticket.assignee().map(AgentId::value).orElse("nobody"))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    @Test
    void eachBrandGivesItsTicketsInTurnToWhoeverIsThere() {
        try (maker) {
            // Six for three agents of ABC, four for two of XYZ
            assertThat(counts(write(NORA, "service@example.com", 6)))
                    .isEqualTo(Map.of("ada", 2L, "abe", 2L, "amy", 2L));
            assertThat(counts(write(KURT, "service@example.org", 4))).isEqualTo(Map.of("xena", 2L, "xaver", 2L));
            assertThat(maker.gets(NORA, "Question 1").bytes())
                    .contains("ABC Computers", "<service@example.com>", "[ABC-");
            assertThat(maker.gets(KURT, "Question 1").bytes())
                    .contains("XYZ Copiers", "<service@example.org>", "[XYZ-");

            // Ada goes home: she says so to the department by mail, Abe by the cup on the page
            maker.office().send(Letter.of(maker.person("ada"), "service@example.com", "Going home", "#away"));
            Office.Got asked = maker.told("ada", "away");
            maker.answers("ada", asked, "#away");
            maker.away("ada");
            maker.page("abe").post("/availability", "said", "away", "back", "/tickets");
            assertThat(counts(write(NORA, "service@example.com", 2))).isEqualTo(Map.of("amy", 2L));
            assertThat(maker.page("maya").page("/agents")).containsPattern("(?s)Ada Ames</b>.{0,80}Away");

            // Nobody is left: the ticket waits, and all of the front line are told
            maker.page("amy").post("/availability", "said", "away", "back", "/tickets");
            Ticket waiting = write(NORA, "service@example.com", 1).getFirst();
            assertThat(maker.office().again(waiting).assignee()).isEmpty();
            maker.told("abe", waiting.number().toString());

            // In the morning Abe comes back, takes what waits, and has his turn again
            maker.page("abe").post("/availability", "said", "back", "back", "/tickets");
            maker.answers("abe", maker.told("abe", waiting.number().toString()), "#take");
            maker.once(waiting, now -> now.assignee().equals(Optional.of(new AgentId("abe"))));
            assertThat(counts(write(NORA, "service@example.com", 1))).isEqualTo(Map.of("abe", 1L));
        }
    }

    @Test
    void theSecondLevelAndTheOtherDepartmentsGetWhatTheFirstCannotDo() {
        try (maker) {
            Ticket ticket = write(NORA, "service@example.com", 1).getFirst();
            String first = maker.office().again(ticket).assignee().orElseThrow().value();

            // To the second level, which has one agent: it is Anton's, and he is told why
            maker.answers(first, maker.told(first, "It does not start"), "#transfer level-2\n#note The board is dead.");
            maker.once(ticket, now -> now.assignee().equals(Optional.of(new AgentId("anton"))));
            assertThat(maker.told("anton", "The board is dead").text()).contains("It does not start");

            // By its name it could be either brand's: nothing is done, and the ids are named
            maker.answers("anton", maker.told("anton", "The board is dead"), "#transfer customer service");
            assertThat(maker.told("anton", "Several departments are called").text())
                    .contains("abc-service or xyz-service");
            assertThat(maker.page("maya").page("/tickets")).contains("ABC Computers Customer service / level-2");

            // Brands do not see each other's tickets, but a manager of both does
            String page = "/tickets/" + ticket.number();
            assertThat(maker.page("xena").get(page).statusCode()).isEqualTo(403);
            assertThat(maker.page("maya").page(page)).contains("It does not start");

            // To development, where nobody is given tickets by a rule; Dora works there and not here
            maker.answers(
                    "anton", maker.told("anton", "The board is dead"), "#transfer development/notebooks\n#assign dora");
            maker.once(
                    ticket,
                    now -> now.group().toString().equals("development/notebooks")
                            && now.assignee().equals(Optional.of(new AgentId("dora"))));
            maker.answers("dora", maker.told("dora", "moved this ticket"), "Dear Nora,\n\nwe send you a new board.");
            assertThat(maker.gets(NORA, "we send you a new board").bytes()).contains("<development@example.com>");
        }
    }
}
