package org.postroom.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.postroom.mail.EmailAddress;

class OrganisationTest {
    private final Organisation company = SampleCompany.organisation();

    @Test
    void findsTheDepartmentByAddressAliasAnyCaseAndPlusDetail() {
        for (String address : List.of(
                "support@example.com", "Help@Example.com", "support+printer@example.com", "HELP+a+b@example.com")) {
            assertThat(company.departmentOf(EmailAddress.of(address)))
                    .map(Department::id)
                    .contains(SampleCompany.SUPPORT);
        }
    }

    @Test
    void findsNoDepartmentForAStranger() {
        assertThat(company.departmentOf(EmailAddress.of("support@example.org"))).isEmpty();
    }

    @Test
    void findsTheAgentByAnyOfTheAddresses() {
        assertThat(company.agentOf(EmailAddress.of("Anna.Private@example.net")))
                .map(Agent::id)
                .contains(SampleCompany.ANNA);
        assertThat(company.agentOf(SampleCompany.SUPPORT_ADDRESS)).isEmpty();
    }

    @Test
    void countsAddressesOfDepartmentsAndAccountsAsOurOwn() {
        assertThat(company.isOwnAddress(EmailAddress.of("help+x@example.com"))).isTrue();
        assertThat(company.isOwnAddress(EmailAddress.of("POSTROOM@example.com")))
                .isTrue();
        assertThat(company.isOwnAddress(SampleCompany.ANNA_ADDRESS)).isFalse();
    }

    @Test
    void listsMembersOfGroupsAndDepartmentsAndManagers() {
        assertThat(company.membersOf(SampleCompany.SUPPORT_FRONT_LINE))
                .extracting(Agent::id)
                .containsExactly(SampleCompany.ANNA, SampleCompany.BEN);
        assertThat(company.membersOf(SampleCompany.SUPPORT)).hasSize(3);
        assertThat(company.managersOf(SampleCompany.SUPPORT))
                .extracting(Agent::id)
                .containsExactly(SampleCompany.ANNA);
    }

    @Test
    void offersADepartmentItsOwnProductsAndThoseOfNone() {
        assertThat(company.productsOf(SampleCompany.SUPPORT)).hasSize(1);
        assertThat(company.productsOf(SampleCompany.SALES)).isEmpty();
        assertThat(company.productByPlusWord(SampleCompany.SUPPORT, "Printer")).isPresent();
    }

    @Test
    void newTicketsLandInTheOneFrontLineGroup() {
        assertThat(SampleCompany.support().frontLine()).isEqualTo(SampleCompany.SUPPORT_FRONT_LINE);
        assertThat(SampleCompany.support().group("escalation")).contains(SampleCompany.SUPPORT_ESCALATION);
        assertThat(SampleCompany.support().group("nobody")).isEmpty();
    }

    @Test
    void refusesADepartmentWithoutOrWithTwoFrontLineGroups() {
        for (boolean frontLine : List.of(true, false)) {
            List<Group> groups = List.of(
                    new Group(SampleCompany.SUPPORT_FRONT_LINE, frontLine),
                    new Group(SampleCompany.SUPPORT_ESCALATION, frontLine));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SampleCompany.department(
                            "support", "Support", List.of(SampleCompany.SUPPORT_ADDRESS), groups));
        }
    }

    @Test
    void refusesTwoDepartmentsWithOneAddress() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SampleCompany.organisation(
                        SampleCompany.support(),
                        SampleCompany.department(
                                "sales",
                                "Sales",
                                List.of(EmailAddress.of("HELP@example.com")),
                                List.of(new Group(SampleCompany.SALES_FRONT_LINE, true)))));
    }

    @Test
    void refusesAnAgentInAGroupOfADepartmentWithoutARoleThere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SampleCompany.agent(
                        SampleCompany.ANNA,
                        "Anna",
                        SampleCompany.ANNA_ADDRESS,
                        Set.of(SampleCompany.SALES_FRONT_LINE),
                        Map.of(SampleCompany.SUPPORT, Role.AGENT)));
    }

    @Test
    void idsAreWordsInLowerCase() {
        for (String bad : List.of("", "Support", "a b", "-x", "a/b", "ü", "x".repeat(65))) {
            assertThatIllegalArgumentException().isThrownBy(() -> new DepartmentId(bad));
        }
        assertThat(GroupId.parse("sales/escalation")).map(GroupId::toString).contains("sales/escalation");
        assertThat(GroupId.parse("sales")).isEmpty();
        assertThat(GroupId.parse("sales/a/b")).isEmpty();
    }

    @Test
    void ticketPrefixesAreShortWordsInUpperCase() {
        for (String bad : List.of("", "S", "sup", "1A", "SUP-", "TOOLONGXX")) {
            assertThatIllegalArgumentException().isThrownBy(() -> TicketRules.of(bad));
        }
    }
}
