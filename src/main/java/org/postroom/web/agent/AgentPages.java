package org.postroom.web.agent;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postroom.agent.Agent;
import org.postroom.agent.AgentId;
import org.postroom.agent.Department;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.GroupId;
import org.postroom.agent.Organisation;
import org.postroom.assign.Availability;
import org.postroom.mail.EmailAddress;
import org.postroom.web.Permission;
import org.postroom.web.Reply;
import org.postroom.web.Route;
import org.postroom.web.Visit;
import org.postroom.web.login.LogIn;

/**
 * The agents: where each works, and who is here today. Their addresses are private: each sees the own ones, and admins all.
 */
final class AgentPages {
    private final Workroom room;
    private final LogIn login;

    AgentPages(Workroom room, LogIn login) {
        this.room = room;
        this.login = login;
    }

    List<Route> routes() {
        return List.of(Route.get("/agents", new Permission.LoggedIn(), this::list));
    }

    /**
     * A line of the list.
     *
     * @param addresses those the visitor may see
     * @param here whether the agent used the page today, as the visitor's calendar has it
     * @param away since when the agent is away; empty when available
     */
    record Row(Agent agent, List<Post> posts, List<String> addresses, boolean here, Optional<Instant> away) {}

    /**
     * What an agent is in a department.
     *
     * @param groups names, joined
     */
    record Post(String department, boolean manager, String groups) {}

    private Reply list(Visit visit) {
        Map<AgentId, Instant> uses = login.lastUses();
        return room.read(transaction -> {
            Map<AgentId, Availability> said =
                    room.stores().mail().desk().assigning().availability().all(transaction);
            List<Row> rows = room.organisation().get().agents().stream()
                    .sorted(Comparator.comparing(Agent::name, String.CASE_INSENSITIVE_ORDER))
                    .map(agent -> row(
                            visit,
                            agent,
                            Optional.ofNullable(uses.get(agent.id())),
                            Optional.ofNullable(said.get(agent.id()))))
                    .toList();
            Map<String, Object> model = Map.of("rows", rows);
            return room.look().page("agents", visit, Frame.around(room, transaction, visit, "agents", model));
        });
    }

    private Row row(Visit visit, Agent agent, Optional<Instant> lastUse, Optional<Availability> said) {
        boolean seesAddresses = visit.agent().admin() || visit.agent().id().equals(agent.id());
        ZoneId zone = visit.manner().zone();
        LocalDate today = LocalDate.ofInstant(room.clock().instant(), zone);
        return new Row(
                agent,
                posts(room.organisation().get(), agent),
                seesAddresses
                        ? agent.addresses().stream().map(EmailAddress::value).toList()
                        : List.of(),
                lastUse.filter(at -> LocalDate.ofInstant(at, zone).equals(today))
                        .isPresent(),
                said.filter(word -> !word.available()).map(Availability::since));
    }

    private static List<Post> posts(Organisation organisation, Agent agent) {
        return organisation.departments().stream()
                .filter(department -> agent.isIn(department.id()))
                .sorted(Comparator.comparing(Department::name, String.CASE_INSENSITIVE_ORDER))
                .map(department -> new Post(
                        organisation.nameOf(department),
                        agent.isManagerOf(department.id()),
                        groups(agent, department.id())))
                .toList();
    }

    private static String groups(Agent agent, DepartmentId department) {
        return String.join(
                ", ",
                agent.groups().stream()
                        .filter(group -> group.department().equals(department))
                        .map(GroupId::name)
                        .sorted()
                        .toList());
    }
}
