package org.postroom.web.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postroom.agent.Organisation;
import org.postroom.agent.SampleCompany;
import org.postroom.mail.Secret;
import org.postroom.storage.Database;
import org.postroom.storage.DatabaseTest;
import org.postroom.storage.OnBothDatabases;

@OnBothDatabases
class LogInTest {
    private static final LogInResult REFUSED = new LogInResult.Refused();

    @DatabaseTest
    void knowsAnAccountByIdOrAddressInAnySpelling(Database database) {
        Porch porch = new Porch(database);
        porch.setPassword();

        assertThat(Stream.of("anna", " Anna ", "anna.private@example.net", "ANNA.Private+work@Example.net")
                        .map(name -> porch.logIn.byPassword(name, Porch.PASSWORD, Porch.HOME)))
                .allMatch(LogInResult.In.class::isInstance);
    }

    @DatabaseTest
    void beginsASessionWithANewIdAtEachLogIn(Database database) {
        Porch porch = new Porch(database);
        porch.setPassword();
        Set<String> ids =
                Stream.generate(porch::in).limit(4).map(SessionId::reveal).collect(Collectors.toSet());

        assertThat(ids)
                .hasSize(4)
                .allMatch(id -> SessionId.parse(id)
                        .flatMap(porch.logIn::agentOf)
                        .filter(in -> in.agent().id().equals(Porch.ANNA))
                        .isPresent());
    }

    @DatabaseTest
    void refusesAlikeAndWithOneHashWhateverIsWrong(Database database) {
        Porch porch = new Porch(database);
        porch.setPassword();

        for (String name : List.of("anna", "ben", "nobody", "zoe", "zoe@example.org", "", "' OR 1=1 --")) {
            assertThat(porch.hashesOf(() -> assertThat(porch.logIn.byPassword(name, Porch.WRONG, Porch.HOME))
                            .isEqualTo(REFUSED)))
                    .as(name)
                    .isEqualTo(1);
        }
        assertThat(porch.hashesOf(porch::in)).isEqualTo(1);
    }

    @DatabaseTest
    void refusesPasswordsOfAnyLengthWithOneHash(Database database) {
        Porch porch = new Porch(database);
        porch.setPassword();

        for (String offered : List.of("", "short", "long ".repeat(100_000))) {
            assertThat(porch.hashesOf(() -> assertThat(porch.logIn.byPassword("anna", Secret.of(offered), Porch.HOME))
                            .isEqualTo(REFUSED)))
                    .isEqualTo(1);
        }
    }

    @DatabaseTest
    void slowsDownAlikeWhetherTheAccountExists(Database database) {
        Porch porch = new Porch(database);
        porch.setPassword();
        Client first = Client.of("2001:db8:1::1");
        Client second = Client.of("2001:db8:2::1");
        Client third = Client.of("2001:db8:3::1");
        for (int i = 0; i < 60; i++) {
            LogInResult known = porch.logIn.byPassword("anna", Porch.WRONG, first);
            assertThat(porch.logIn.byPassword("zoe", Porch.WRONG, second)).isEqualTo(known);
            assertThat(porch.logIn.byPassword("ben", Porch.WRONG, third)).isEqualTo(known);
            porch.clock.forward(Duration.ofMillis(700));
        }

        assertThat(porch.logIn.byPassword("anna", Porch.PASSWORD, first)).isInstanceOf(LogInResult.Later.class);
    }

    @DatabaseTest
    void tellsNobodyThatTwoNamesAreOneAgents(Database database) {
        Porch porch = new Porch(database);
        porch.setPassword();
        for (int i = 0; i < 5; i++) {
            porch.logIn.byPassword("anna", Porch.WRONG, Porch.HOME);
        }

        assertThat(porch.logIn.byPassword("anna", Porch.WRONG, Porch.HOME)).isInstanceOf(LogInResult.Later.class);
        assertThat(porch.logIn.byPassword("anna.private@example.net", Porch.WRONG, Porch.HOME))
                .isEqualTo(REFUSED);
    }

    @DatabaseTest
    void letsTheAgentInAfterAFewMistakes(Database database) {
        Porch porch = new Porch(database);
        porch.setPassword();
        for (int i = 0; i < 4; i++) {
            porch.logIn.byPassword("anna", Porch.WRONG, Porch.HOME);
        }

        assertThat(porch.logIn.byPassword("anna", Porch.PASSWORD, Porch.HOME)).isInstanceOf(LogInResult.In.class);
    }

    @DatabaseTest
    void beginsNoSessionWhenThePasswordWasChangedWhileItWasChecked(Database database) {
        Porch porch = new Porch(database);
        porch.setPassword();
        porch.hashes.beforeTheNext(() -> porch.passwords.remove(Porch.ANNA));

        assertThat(porch.logIn.byPassword("anna", Porch.PASSWORD, Porch.HOME)).isEqualTo(REFUSED);
    }

    @DatabaseTest
    void hashesAnewOnceTheCostWasRaised(Database database) {
        Porch porch = new Porch(database);
        porch.setPassword();
        HashCost dearer = new HashCost(128, 2, 1);
        LogIn later = porch.logIn(dearer);
        Runnable once = () ->
                assertThat(later.byPassword("anna", Porch.PASSWORD, Porch.HOME)).isInstanceOf(LogInResult.In.class);

        assertThat(porch.hashesOf(once)).isEqualTo(2);
        assertThat(porch.hashesOf(once)).isEqualTo(1);
        assertThat(database.<PasswordHash>read(transaction -> CredentialStore.jdbi()
                                .find(transaction, Porch.ANNA)
                                .orElseThrow()
                                .hash())
                        .encoded())
                .startsWith("$argon2id$v=19$m=128,t=2,p=1$");
    }

    @DatabaseTest
    void remembersSessionsOverARestart(Database database) {
        Porch before = new Porch(database);
        before.setPassword();
        SessionId id = before.in();

        assertThat(new Porch(database).logIn.agentOf(id)).isPresent();
    }

    @DatabaseTest
    void endsASessionThatRests(Database database) {
        Porch porch = new Porch(database);
        porch.setPassword();
        SessionId id = porch.in();
        porch.clock.forward(Porch.SETTINGS.idle().minusSeconds(1));
        assertThat(porch.logIn.agentOf(id)).isPresent();
        porch.clock.forward(Porch.SETTINGS.idle().minusSeconds(1));
        assertThat(porch.logIn.agentOf(id)).isPresent();
        porch.clock.forward(Porch.SETTINGS.idle());

        assertThat(porch.logIn.agentOf(id)).isEmpty();
    }

    @DatabaseTest
    void endsASessionAtItsLifetimeHoweverMuchItIsUsed(Database database) {
        Porch porch = new Porch(database);
        porch.setPassword();
        SessionId id = porch.in();
        int hours = 0;
        while (porch.logIn.agentOf(id).isPresent()) {
            porch.clock.forward(Duration.ofHours(1));
            hours++;
        }

        assertThat(Duration.ofHours(hours)).isEqualTo(Porch.SETTINGS.lifetime());
    }

    @DatabaseTest
    void writesTheUseOfASessionOnceAMinuteAtMost(Database database) {
        Porch porch = new Porch(database);
        porch.setPassword();
        SessionId id = porch.in();
        Set<Object> written = Stream.generate(() -> {
                    porch.clock.forward(Duration.ofSeconds(1));
                    porch.logIn.agentOf(id);
                    return lastUsed(database, id);
                })
                .limit(180)
                .collect(Collectors.toSet());

        assertThat(written).hasSize(1 + 3);
    }

    @DatabaseTest
    void endsASessionOnTheServerAtLogOut(Database database) {
        Porch porch = new Porch(database);
        porch.setPassword();
        SessionId id = porch.in();
        SessionId other = porch.in();

        porch.logIn.logOut(id);
        porch.logIn.logOut(id);

        assertThat(porch.logIn.agentOf(id)).isEmpty();
        assertThat(porch.logIn.agentOf(other)).isPresent();
    }

    @DatabaseTest
    void knowsNoSessionOfAnAgentTakenOutOfConf(Database database) {
        Porch porch = new Porch(database);
        porch.setPassword();
        SessionId id = porch.in();
        porch.organisation.set(new Organisation(
                List.of(SampleCompany.brand()), List.of(SampleCompany.support()), List.of(), List.of(), List.of()));

        assertThat(porch.logIn.agentOf(id)).isEmpty();
        assertThat(porch.logIn.byPassword("anna", Porch.PASSWORD, Porch.HOME)).isEqualTo(REFUSED);
    }

    @DatabaseTest
    void letsInByALinkOnce(Database database) {
        Porch porch = new Porch(database);
        LinkToken token = porch.link();

        assertThat(porch.logIn.peek(token)).isPresent();
        SessionId id = Porch.session(porch.logIn.byLink(token, Porch.HOME));
        assertThat(porch.logIn.agentOf(id).orElseThrow().session().way()).isEqualTo(LogInWay.LINK);
        assertThat(porch.logIn.peek(token)).isEmpty();
        assertThat(porch.logIn.byLink(token, Porch.HOME)).isEqualTo(REFUSED);
    }

    @DatabaseTest
    void refusesALinkThatIsTooOldOrOfNobody(Database database) {
        Porch porch = new Porch(database);
        LinkToken token = porch.link();
        LinkToken gone = database.write(transaction -> porch.stores
                .links()
                .create(transaction, new org.postroom.agent.AgentId("gone"), porch.clock.instant()));

        assertThat(porch.logIn.byLink(gone, Porch.HOME)).isEqualTo(REFUSED);
        porch.clock.forward(LoginLinks.LIFETIME);
        assertThat(porch.logIn.byLink(token, Porch.HOME)).isEqualTo(REFUSED);
    }

    private static Object lastUsed(Database database, SessionId id) {
        return database.<Session>read(
                        transaction -> SessionStore.jdbi().find(transaction, id).orElseThrow())
                .lastUsed();
    }
}
