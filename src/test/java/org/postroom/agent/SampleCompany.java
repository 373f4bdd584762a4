package org.postroom.agent;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.postroom.mail.EmailAddress;

/**
 * A small made-up company for tests of any package: departments {@code support} (groups front-line and escalation, with
 * an alias) and {@code sales}; agents anna (manager of support, front line), ben (front line of support) and carla
 * (escalation of support, front line of sales).
 */
public final class SampleCompany {
    public static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    public static final BrandId BRAND = new BrandId("acme");
    public static final DepartmentId SUPPORT = new DepartmentId("support");
    public static final DepartmentId SALES = new DepartmentId("sales");
    public static final GroupId SUPPORT_FRONT_LINE = new GroupId(SUPPORT, "front-line");
    public static final GroupId SUPPORT_ESCALATION = new GroupId(SUPPORT, "escalation");
    public static final GroupId SALES_FRONT_LINE = new GroupId(SALES, "front-line");
    public static final SmtpAccountId SMTP = new SmtpAccountId("acme");
    public static final AgentId ANNA = new AgentId("anna");
    public static final AgentId BEN = new AgentId("ben");
    public static final AgentId DORA = new AgentId("dora");
    public static final AgentId CARLA = new AgentId("carla");
    public static final EmailAddress SUPPORT_ADDRESS = EmailAddress.of("support@example.com");
    public static final EmailAddress SALES_ADDRESS = EmailAddress.of("sales@example.com");
    public static final EmailAddress ANNA_ADDRESS = EmailAddress.of("anna.private@example.net");
    public static final EmailAddress BEN_ADDRESS = EmailAddress.of("ben.private@example.net");
    public static final EmailAddress CARLA_ADDRESS = EmailAddress.of("carla.private@example.net");

    private SampleCompany() {}

    public static Organisation organisation() {
        return organisation(support(), sales());
    }

    /** The company with these departments in place of its own. */
    public static Organisation organisation(Department... departments) {
        return new Organisation(
                List.of(brand()),
                List.of(departments),
                agents(),
                List.of(new Product(
                        new ProductId("printer"),
                        "Printer",
                        Optional.of(SUPPORT),
                        true,
                        Optional.of("printer"),
                        List.of())),
                List.of(EmailAddress.of("postroom@example.com")));
    }

    /** The company with one agent more: dora, an admin of no department. */
    public static Organisation organisationWithAdmin() {
        Agent dora = new Agent(
                DORA,
                "Dora Ehlers",
                List.of(EmailAddress.of("dora.private@example.net")),
                Set.of(),
                Map.of(),
                true,
                "",
                Locale.ENGLISH,
                Optional.empty());
        Organisation usual = organisation();
        List<Agent> all = new ArrayList<>(usual.agents());
        all.add(dora);
        return new Organisation(usual.brands(), usual.departments(), all, usual.products(), List.of());
    }

    public static Brand brand() {
        return new Brand(
                BRAND,
                "Acme",
                Locale.ENGLISH,
                BusinessHours.always(ZONE),
                Optional.empty(),
                Optional.empty(),
                "Acme",
                Optional.empty());
    }

    public static Department support() {
        List<EmailAddress> addresses = List.of(SUPPORT_ADDRESS, EmailAddress.of("help@example.com"));
        return department(
                "support",
                "Acme Support",
                addresses,
                List.of(new Group(SUPPORT_FRONT_LINE, true), new Group(SUPPORT_ESCALATION, false)));
    }

    public static Department sales() {
        return department("sales", "Acme Sales", List.of(SALES_ADDRESS), List.of(new Group(SALES_FRONT_LINE, true)));
    }

    public static List<Agent> agents() {
        return List.of(
                agent(ANNA, "Anna Berg", ANNA_ADDRESS, Set.of(SUPPORT_FRONT_LINE), Map.of(SUPPORT, Role.MANAGER)),
                agent(BEN, "Ben Cole", BEN_ADDRESS, Set.of(SUPPORT_FRONT_LINE), Map.of(SUPPORT, Role.AGENT)),
                agent(
                        CARLA,
                        "Carla Diaz",
                        CARLA_ADDRESS,
                        Set.of(SUPPORT_ESCALATION, SALES_FRONT_LINE),
                        Map.of(SUPPORT, Role.AGENT, SALES, Role.AGENT)));
    }

    /** A department round the clock, in English, whose prefix is the first three letters of its id; answers leave at once. */
    public static Department department(
            String id, String displayName, List<EmailAddress> addresses, List<Group> groups) {
        return new Department(
                new DepartmentId(id),
                displayName,
                BRAND,
                true,
                new DepartmentMail(addresses, displayName, Locale.ENGLISH, SMTP, true, "View your ticket online"),
                BusinessHours.always(ZONE),
                TicketRules.of(id.substring(0, 3).toUpperCase(Locale.ROOT)).withUndo(UndoTimes.NONE),
                groups);
    }

    public static Agent agent(
            AgentId id, String name, EmailAddress address, Set<GroupId> groups, Map<DepartmentId, Role> roles) {
        return new Agent(id, name, List.of(address), groups, roles, false, name, Locale.ENGLISH, Optional.empty());
    }
}
