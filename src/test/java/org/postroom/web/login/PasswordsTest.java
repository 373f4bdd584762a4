package org.postroom.web.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.postroom.agent.SampleCompany;
import org.postroom.mail.Secret;
import org.postroom.storage.Database;
import org.postroom.storage.DatabaseTest;
import org.postroom.storage.OnBothDatabases;
import org.postroom.web.login.Passwords.Result;

@OnBothDatabases
class PasswordsTest {
    private static final Secret NEW = Secret.of("a new and better one");

    @DatabaseTest
    void endsAllSessionsAndLinksWhenTheOperatorSetsOne(Database database) {
        Porch porch = new Porch(database);
        porch.setPassword();
        SessionId id = porch.in();
        LinkToken link = porch.link();
        SessionId bens = Porch.session(porch.logIn.byLink(
                database.write(transaction ->
                        porch.stores.links().create(transaction, SampleCompany.BEN, porch.clock.instant())),
                Porch.HOME));

        assertThat(porch.passwords.set(Porch.ANNA, NEW)).isEqualTo(new Result.Changed(1));

        assertThat(porch.logIn.agentOf(id)).isEmpty();
        assertThat(porch.logIn.peek(link)).isEmpty();
        assertThat(porch.logIn.agentOf(bens)).isPresent();
        assertThat(porch.logIn.byPassword("anna", Porch.PASSWORD, Porch.HOME)).isEqualTo(new LogInResult.Refused());
        assertThat(porch.logIn.byPassword("anna", NEW, Porch.HOME)).isInstanceOf(LogInResult.In.class);
    }

    @DatabaseTest
    void endsAllOtherSessionsWhenTheAgentChangesIt(Database database) {
        Porch porch = new Porch(database);
        porch.setPassword();
        SessionId other = porch.in();
        LoggedIn here = porch.logIn.agentOf(porch.in()).orElseThrow();

        assertThat(porch.passwords.change(here, Porch.PASSWORD, NEW, Porch.HOME))
                .isEqualTo(new Result.Changed(1));

        assertThat(porch.logIn.agentOf(here.session().id())).isPresent();
        assertThat(porch.logIn.agentOf(other)).isEmpty();
    }

    @DatabaseTest
    void asksForThePresentPasswordAndSlowsDownWhoeverGuessesIt(Database database) {
        Porch porch = new Porch(database);
        porch.setPassword();
        LoggedIn here = porch.logIn.agentOf(porch.in()).orElseThrow();

        assertThat(Stream.generate(() -> porch.passwords.change(here, Porch.WRONG, NEW, Porch.HOME))
                        .limit(5))
                .containsOnly(new Result.Wrong());
        assertThat(porch.passwords.change(here, Porch.PASSWORD, NEW, Porch.HOME))
                .isInstanceOf(Result.Later.class);
    }

    @DatabaseTest
    void needsNoPresentPasswordRightAfterALinkByMail(Database database) {
        Porch porch = new Porch(database);
        porch.setPassword();
        LoggedIn here = porch.logIn
                .agentOf(Porch.session(porch.logIn.byLink(porch.link(), Porch.HOME)))
                .orElseThrow();
        porch.clock.forward(LoginLinks.LIFETIME);
        assertThat(porch.passwords.change(here, Secret.of(""), NEW, Porch.HOME)).isEqualTo(new Result.Wrong());

        LoggedIn again = porch.logIn
                .agentOf(Porch.session(porch.logIn.byLink(porch.link(), Porch.HOME)))
                .orElseThrow();
        assertThat(porch.passwords.change(again, Secret.of(""), NEW, Porch.HOME))
                .isEqualTo(new Result.Changed(1));
    }

    @DatabaseTest
    void refusesWhatCannotBeAPasswordAndChangesNothing(Database database) {
        Porch porch = new Porch(database);
        porch.setPassword();
        SessionId id = porch.in();

        assertThat(porch.passwords.set(Porch.ANNA, Secret.of("short"))).isInstanceOf(Result.Unfit.class);
        assertThat(porch.logIn.agentOf(id)).isPresent();
    }

    @DatabaseTest
    void takesAPasswordAwayWithAllSessionsAndLinks(Database database) {
        Porch porch = new Porch(database);
        porch.setPassword();
        SessionId id = porch.in();
        LinkToken link = porch.link();

        assertThat(porch.passwords.remove(Porch.ANNA)).isTrue();
        assertThat(porch.passwords.remove(Porch.ANNA)).isFalse();

        assertThat(porch.logIn.agentOf(id)).isEmpty();
        assertThat(porch.logIn.peek(link)).isEmpty();
        assertThat(porch.logIn.byPassword("anna", Porch.PASSWORD, Porch.HOME)).isEqualTo(new LogInResult.Refused());
    }
}
