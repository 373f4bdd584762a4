package org.postroom.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.postroom.agent.AgentId;
import org.postroom.agent.Department;
import org.postroom.agent.DepartmentId;
import org.postroom.agent.GroupId;
import org.postroom.agent.SmtpAccountId;
import org.postroom.agent.WhoMayOpen;
import org.postroom.mail.EmailAddress;
import org.postroom.mailbox.MailboxSettings;

/** The sample conf in the repository: a complete company that loads as it is. */
class ShippedConfTest {
    private static final Path SHIPPED = Path.of("conf");
    private static final Map<FileKind, String> FULL_FILES = Map.of(
            FileKind.MACHINE, "postroom.properties",
            FileKind.BRAND, "brands/acme.properties",
            FileKind.DEPARTMENT, "departments/support.properties",
            FileKind.AGENT, "agents/anna.properties",
            FileKind.SMTP, "smtp/acme.properties",
            FileKind.PRODUCT, "products/printer.properties");

    private final Conf conf = load();

    @Test
    void hasTwoBrandsFourDepartmentsAnInternalOneFiveAgentsAndAProduct() {
        assertThat(conf.organisation().brands()).hasSize(2);
        assertThat(conf.organisation().departments())
                .extracting(department -> department.id().value())
                .containsExactly("billing", "sales", "support", "technical", "warehouse");
        assertThat(conf.organisation().agents()).hasSize(5);
        assertThat(conf.organisation().products()).hasSize(1);
        assertThat(conf.smtpAccounts()).hasSize(2);
    }

    @Test
    void everyDepartmentImportsAMailboxAndSomebodyIsInItsFrontLine() {
        assertThat(conf.mailboxes()).hasSize(5);
        assertThat(conf.organisation().departments())
                .allSatisfy(department -> assertThat(conf.organisation().membersOf(department.frontLine()))
                        .isNotEmpty());
    }

    @Test
    void theWarehouseIsInternal() {
        Department warehouse = department("warehouse");
        assertThat(warehouse.whoMayOpen()).isEqualTo(WhoMayOpen.NOBODY);
        assertThat(warehouse.allowNewTickets()).isFalse();
    }

    @Test
    void departmentsInheritFromTheirBrandUnlessTheySetTheirOwn() {
        assertThat(department("sales").language().getLanguage()).isEqualTo("de");
        assertThat(department("support").hours())
                .isEqualTo(conf.organisation().brandOf(department("support")).hours());
        assertThat(department("technical").hours().week()).hasSize(7);
        assertThat(department("technical").zone().getId()).isEqualTo("Europe/Berlin");
    }

    @Test
    void agentsAreInTheirGroupsWithTheirRoles() {
        var emma = conf.organisation().agent(new AgentId("emma")).orElseThrow();
        DepartmentId billing = new DepartmentId("billing");
        assertThat(emma.isIn(new GroupId(billing, "front-line"))).isTrue();
        assertThat(emma.isManagerOf(billing)).isTrue();
        assertThat(conf.organisation().agentOf(EmailAddress.of("anna.berg@example.net")))
                .hasValueSatisfying(anna -> assertThat(anna.admin()).isTrue());
    }

    @Test
    void everyKeyStandsInTheFullFileOfItsKindWithASentenceAbove() throws IOException {
        for (FileKind kind : FileKind.values()) {
            List<String> lines = Files.readAllLines(SHIPPED.resolve(FULL_FILES.get(kind)));
            for (Key<?> key : kind.keys().all()) {
                String name = Pattern.quote(key.name()).replace("*", "\\E[a-z-]+\\Q");
                assertThat(lines)
                        .as("%s in %s", key.name(), FULL_FILES.get(kind))
                        .anyMatch(line -> line.matches("#?" + name + " = .*"));
            }
        }
    }

    @Test
    void everyDefaultCommentedOutIsTheDefault() throws IOException {
        for (FileKind kind : FileKind.values()) {
            List<String> lines = Files.readAllLines(SHIPPED.resolve(FULL_FILES.get(kind)));
            for (Key<?> key : kind.keys().all()) {
                if (key.absent() instanceof Key.Absent.Default fallback) {
                    String commentedOut = "#" + key.name() + " = ";
                    assertThat(lines.stream().filter(line -> line.startsWith(commentedOut)))
                            .allMatch(line -> line.equals(commentedOut + fallback.written()));
                }
            }
        }
    }

    @Test
    void namesOnlyAddressesAndHostsOfExampleDomains() throws IOException {
        try (Stream<Path> files = Files.walk(SHIPPED)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Pattern.compile("@(\\w[\\w-]*(?:\\.[\\w-]+)*)")
                                .matcher(Files.readString(file))
                                .results())
                        .allMatch(match -> match.group(1).matches("(.*\\.)?example\\.(com|org|net)"), file.toString());
            }
        }
    }

    @Test
    void takesOtherHostsPortsAndPasswordsFromTheProgram() {
        Overrides overrides = new Overrides(Map.of(
                "departments/support",
                Map.of("mailbox.host", "127.0.0.1", "mailbox.port", "3143", "mailbox.security", "none"),
                "smtp/acme",
                Map.of("port", "3025"),
                "postroom",
                Map.of("web.port", "0")));
        Conf changed = (Conf) ConfLoader.load(SHIPPED, Map.of(), overrides);
        MailboxSettings mailbox = changed.mailbox(new DepartmentId("support")).orElseThrow();
        assertThat(mailbox.server().address()).isEqualTo("127.0.0.1:3143");
        assertThat(mailbox.login().user()).isEqualTo("support@example.com");
        assertThat(changed.smtpAccount(new SmtpAccountId("acme"))
                        .orElseThrow()
                        .server()
                        .port())
                .isEqualTo(3025);
        assertThat(changed.machine().web().port()).isZero();
    }

    private Department department(String id) {
        return conf.organisation().department(new DepartmentId(id)).orElseThrow();
    }

    private static Conf load() {
        ConfResult result = ConfLoader.load(SHIPPED, Map.of());
        assertThat(result).isInstanceOf(Conf.class);
        return (Conf) result;
    }
}
