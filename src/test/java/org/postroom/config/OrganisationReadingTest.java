package org.postroom.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.agent.Agent;
import org.postroom.agent.AgentId;
import org.postroom.agent.Assignment;
import org.postroom.agent.Brand;
import org.postroom.agent.BrandId;
import org.postroom.agent.BusinessHours;
import org.postroom.agent.Department;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.DepartmentMail;
import org.postroom.agent.Group;
import org.postroom.agent.GroupId;
import org.postroom.agent.Holidays;
import org.postroom.agent.OnReplyToLocked;
import org.postroom.agent.OpenHours;
import org.postroom.agent.OpenTo;
import org.postroom.agent.Organisation;
import org.postroom.agent.Product;
import org.postroom.agent.ProductId;
import org.postroom.agent.Role;
import org.postroom.agent.SmtpAccountId;
import org.postroom.agent.TicketRules;
import org.postroom.agent.UndoTimes;
import org.postroom.agent.WhoMayOpen;
import org.postroom.mail.EmailAddress;

/** Brands, departments, agents and products as conf says them: what they inherit, and every key. */
class OrganisationReadingTest {
    private static final DepartmentId SUPPORT = new DepartmentId("support");
    private static final DepartmentId SALES = new DepartmentId("sales");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final OpenHours MORNING = new OpenHours(LocalTime.of(9, 0), LocalTime.NOON);
    private static final OpenHours EVENING = new OpenHours(LocalTime.of(20, 0), LocalTime.MIDNIGHT);

    @TempDir
    private Path directory;

    private ConfFolder folder;

    @BeforeEach
    void startFromAGoodConf() throws IOException {
        folder = new ConfFolder(directory);
    }

    @Test
    void aDepartmentInheritsFromItsBrand() throws IOException {
        folder.write("brands/acme.properties", "name = Acme\nlanguage = de\nholidays = 12-25\n")
                .write("departments/support.properties", "name = Support\naddress = support@example.com\n");
        BusinessHours hours =
                BusinessHours.always(BERLIN).withHolidays(new Holidays(Map.of(), Map.of(MonthDay.of(12, 25), "")));
        assertThat(department(SUPPORT))
                .isEqualTo(new Department(
                        SUPPORT,
                        "Support",
                        new BrandId("acme"),
                        true,
                        new DepartmentMail(
                                List.of(EmailAddress.of("support@example.com")),
                                "Acme Support",
                                Locale.GERMAN,
                                new SmtpAccountId("acme"),
                                false,
                                "Ihr Ticket online ansehen"),
                        hours,
                        TicketRules.of("SUP"),
                        List.of(new Group(new GroupId(SUPPORT, "front-line"), true))));
    }

    @Test
    void everyKeyOfADepartmentIsTaken() throws IOException {
        folder.write("brands/acme.properties", "name = Acme\nlanguage = de\nholidays = 12-25\n")
                .write("departments/support.properties", """
                        name = Support
                        brand = acme
                        enabled = off
                        address = support@example.com
                        aliases = help@example.com, hilfe@example.com
                        plus-addresses = on
                        display-name = Acme Help
                        language = en
                        smtp = acme
                        who-may-open = nobody
                        allow-new-tickets = off
                        groups = level-1, level-2, front-line
                        front-line-group = level-1
                        tickets.prefix = HELP
                        tickets.cc-takes-part = off
                        tickets.on-reply-to-locked = new-ticket
                        tickets.all-agents-may-find = on
                        view-link.text = Your request
                        tickets.managers-outside-may-view = on
                        answers.undo = 60s
                        answers.undo-by-mail = 30s
                        time-zone = America/New_York
                        hours.monday = 9:00-12:00, 20:00-24:00
                        hours.sunday = closed
                        holidays = 2026-12-24 Christmas Eve
                        """)
                .write("agents/anna.properties", "name = Anna Berg\naddresses = anna@example.net\n");
        assertThat(department(SUPPORT))
                .isEqualTo(new Department(
                        SUPPORT,
                        "Support",
                        new BrandId("acme"),
                        false,
                        new DepartmentMail(
                                List.of(
                                        EmailAddress.of("support@example.com"),
                                        EmailAddress.of("help@example.com"),
                                        EmailAddress.of("hilfe@example.com")),
                                "Acme Help",
                                Locale.ENGLISH,
                                new SmtpAccountId("acme"),
                                true,
                                "Your request"),
                        new BusinessHours(
                                ZoneId.of("America/New_York"),
                                Map.of(DayOfWeek.MONDAY, List.of(MORNING, EVENING), DayOfWeek.SUNDAY, List.of()),
                                new Holidays(Map.of(LocalDate.of(2026, 12, 24), "Christmas Eve"), Map.of())),
                        new TicketRules(
                                "HELP",
                                WhoMayOpen.NOBODY,
                                false,
                                false,
                                OnReplyToLocked.NEW_TICKET,
                                new OpenTo(true, true),
                                new UndoTimes(Duration.ofSeconds(60), Duration.ofSeconds(30))),
                        List.of(group("level-1", true), group("level-2", false), group("front-line", false))));
    }

    @Test
    void hoursOfItsOwnStayOnTheBrandsClockAndHolidays() throws IOException {
        folder.write("brands/acme.properties", "name = Acme\nholidays = 12-25\n")
                .append("departments/support.properties", "hours.friday = 09:00-12:00\n")
                .append("departments/sales.properties", "hours = always\nholidays = none\n");
        assertThat(department(SUPPORT).hours().week()).containsOnly(Map.entry(DayOfWeek.FRIDAY, List.of(MORNING)));
        assertThat(department(SUPPORT).hours().holidays().everyYear()).containsOnlyKeys(MonthDay.of(12, 25));
        assertThat(department(SALES).hours()).isEqualTo(BusinessHours.always(BERLIN));
    }

    @Test
    void holidaysOfAFileAndAListAddUpAndReplaceTheBrands() throws IOException {
        folder.write("holidays/one.ics", ics("20260403", "Good Friday"))
                .write("two.ics", ics("20261128", "Stocktaking"))
                .write("brands/acme.properties", "name = Acme\nholidays = 12-25\nholidays.file = holidays/one.ics\n")
                .append("departments/support.properties", "hours.friday = 09:00-12:00\n")
                .append("departments/sales.properties", "holidays.file = two.ics\n");
        LocalDate goodFriday = LocalDate.of(2026, 4, 3);
        assertThat(department(SUPPORT).hours().holidays())
                .isEqualTo(new Holidays(Map.of(goodFriday, "Good Friday"), Map.of(MonthDay.of(12, 25), "")));
        assertThat(department(SALES).hours().holidays())
                .isEqualTo(new Holidays(Map.of(LocalDate.of(2026, 11, 28), "Stocktaking"), Map.of()));
    }

    private static String ics(String day, String name) {
        return "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART;VALUE=DATE:" + day + "\nSUMMARY:" + name
                + "\nEND:VEVENT\nEND:VCALENDAR\n";
    }

    @Test
    void theFrontLineGroupIsMadeWhenTheGroupsDoNotNameIt() throws IOException {
        folder.append("departments/sales.properties", "groups = enterprise\n");
        assertThat(department(SALES).groups())
                .containsExactly(
                        new Group(new GroupId(SALES, "front-line"), true),
                        new Group(new GroupId(SALES, "enterprise"), false));
    }

    @Test
    void tellsHowEachGroupAssigns() throws IOException {
        folder.append(
                "departments/sales.properties",
                "groups = front-line, enterprise\nassignment = round-robin\nassignment.enterprise = load\n");
        assertThat(department(SALES).groups())
                .containsExactly(
                        new Group(new GroupId(SALES, "front-line"), true, Assignment.ROUND_ROBIN),
                        new Group(new GroupId(SALES, "enterprise"), false, Assignment.LOAD));
    }

    @Test
    void aDepartmentThatIsOffImportsNothing() throws IOException {
        folder.append(
                "departments/support.properties",
                "mailbox.host = mail.example.com\nmailbox.password = secret\nenabled = off\n");
        assertThat(folder.load().mailboxes()).isEmpty();
        assertThat(department(SUPPORT).enabled()).isFalse();
    }

    @Test
    void aDepartmentWithoutMailboxKeysImportsNothing() {
        assertThat(folder.load().mailboxes()).isEmpty();
    }

    @Test
    void everyKeyOfABrandIsTaken() throws IOException {
        folder.write("brands/acme.properties", """
                name = Acme
                language = pt-BR
                colour = #0a66C2
                logo = https://www.example.com/logo.png
                web.name = Acme Help
                web.url = https://www.example.com/
                time-zone = UTC
                hours.monday = 09:00-12:00
                holidays = none
                """);
        assertThat(folder.load().organisation().brands())
                .containsExactly(new Brand(
                        new BrandId("acme"),
                        "Acme",
                        Locale.of("pt", "BR"),
                        new BusinessHours(
                                ZoneId.of("UTC"), Map.of(DayOfWeek.MONDAY, List.of(MORNING)), Holidays.none()),
                        Optional.of("#0a66C2"),
                        Optional.of(URI.create("https://www.example.com/logo.png")),
                        "Acme Help",
                        Optional.of(URI.create("https://www.example.com/"))));
    }

    @Test
    void everyKeyOfAnAgentIsTaken() throws IOException {
        folder.write("agents/anna.properties", """
                name = Anna Berg
                addresses = anna@example.net, anna.berg@example.org
                departments = sales, support
                groups = support/escalation
                role.support = manager
                admin = on
                signature = Anna Berg\\nAcme
                language = de
                hourly-cost = 48.50
                """);
        assertThat(agent("anna"))
                .isEqualTo(new Agent(
                        new AgentId("anna"),
                        "Anna Berg",
                        List.of(EmailAddress.of("anna@example.net"), EmailAddress.of("anna.berg@example.org")),
                        Set.of(new GroupId(SUPPORT, "escalation"), new GroupId(SALES, "front-line")),
                        Map.of(SUPPORT, Role.MANAGER, SALES, Role.AGENT),
                        true,
                        "Anna Berg\nAcme",
                        Locale.GERMAN,
                        Optional.of(new BigDecimal("48.50"))));
    }

    @Test
    void anAgentHasDefaults() throws IOException {
        folder.write("agents/anna.properties", "name = Anna\naddresses = anna@example.net\n");
        assertThat(agent("anna"))
                .isEqualTo(new Agent(
                        new AgentId("anna"),
                        "Anna",
                        List.of(EmailAddress.of("anna@example.net")),
                        Set.of(),
                        Map.of(),
                        false,
                        "",
                        Locale.ENGLISH,
                        Optional.empty()));
    }

    @Test
    void aManagerNeedsNoGroup() throws IOException {
        folder.append("agents/ben.properties", "role.support = manager\n");
        assertThat(agent("ben").isManagerOf(SUPPORT)).isTrue();
        assertThat(agent("ben").groups()).containsExactly(new GroupId(SALES, "front-line"));
    }

    @Test
    void productsBelongToADepartmentOrToNone() throws IOException {
        folder.write("products/printer.properties", "name = Printer\ndepartment = support\nplus = printer\n")
                .write("products/other.properties", "name = Other\nenabled = off\n");
        assertThat(folder.load().organisation().products())
                .containsExactly(
                        new Product(
                                new ProductId("other"), "Other", Optional.empty(), false, Optional.empty(), List.of()),
                        new Product(
                                new ProductId("printer"),
                                "Printer",
                                Optional.of(SUPPORT),
                                true,
                                Optional.of("printer"),
                                List.of()));
    }

    @Test
    void aProductsAliasesAreAddressesOfItsDepartment() throws IOException {
        folder.write(
                "products/printer.properties",
                "name = Printer\ndepartment = support\naliases = printer-help@example.com, help@example.com\n");
        Organisation read = folder.load().organisation();
        EmailAddress alias = EmailAddress.of("printer-help@example.com");
        assertThat(read.departmentOf(alias)).map(Department::id).contains(SUPPORT);
        assertThat(read.department(SUPPORT).orElseThrow().addresses())
                .contains(alias)
                .doesNotHaveDuplicates();
        assertThat(read.productByAddress(SUPPORT, alias)).map(Product::id).contains(new ProductId("printer"));
        assertThat(read.productByAddress(SALES, alias)).isEmpty();
    }

    @Test
    void theAccountsAddressesAreOurOwn() throws IOException {
        folder.append("smtp/acme.properties", "envelope-sender = bounces@example.com\n");
        assertThat(folder.load().organisation().isOwnAddress(EmailAddress.of("bounces@example.com")))
                .isTrue();
    }

    private Department department(DepartmentId id) {
        return folder.load().organisation().department(id).orElseThrow();
    }

    private Agent agent(String id) {
        return folder.load().organisation().agent(new AgentId(id)).orElseThrow();
    }

    private static Group group(String name, boolean frontLine) {
        return new Group(new GroupId(SUPPORT, name), frontLine);
    }
}
