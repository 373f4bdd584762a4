package org.postroom.web.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.postroom.agent.Organisation;
import org.postroom.agent.SampleCompany;
import org.postroom.storage.Database;
import org.postroom.storage.DatabaseTest;
import org.postroom.storage.OnBothDatabases;

@OnBothDatabases
class LoginSweepTest {
    @DatabaseTest
    void nothingOfAnAgentWhoLeftLetsASuccessorOfTheSameNameIn(Database database) {
        Porch porch = new Porch(database);
        porch.setPassword();
        SessionId session = porch.in();
        LinkToken link = porch.link();

        porch.organisation.set(withoutAgents());
        new LoginSweep(porch.stores, porch.live, porch.clock).run();
        porch.organisation.set(SampleCompany.organisation());

        assertThat(porch.logIn.agentOf(session)).isEmpty();
        assertThat(porch.logIn.byLink(link, Porch.HOME)).isEqualTo(new LogInResult.Refused());
        assertThat(porch.logIn.byPassword("anna", Porch.PASSWORD, Porch.HOME)).isEqualTo(new LogInResult.Refused());
    }

    @DatabaseTest
    void whoStandsInConfStaysLoggedIn(Database database) {
        Porch porch = new Porch(database);
        porch.setPassword();
        SessionId session = porch.in();

        new LoginSweep(porch.stores, porch.live, porch.clock).run();

        assertThat(porch.logIn.agentOf(session).map(LoggedIn::agent).map(agent -> agent.id()))
                .isEqualTo(Optional.of(Porch.ANNA));
        assertThat(porch.logIn.byPassword("anna", Porch.PASSWORD, Porch.HOME)).isInstanceOf(LogInResult.In.class);
    }

    private static Organisation withoutAgents() {
        Organisation now = SampleCompany.organisation();
        return new Organisation(now.brands(), now.departments(), List.of(), now.products(), List.of());
    }
}
