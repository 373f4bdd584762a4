package org.postroom.web.login;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.mail.Secret;
import org.postroom.storage.TestDatabase;
import org.postroom.storage.TestDatabases;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

class LoggedLinesTest {
    private final TestDatabase store = TestDatabases.sqlite();
    private final ListAppender<ILoggingEvent> events = new ListAppender<>();
    private final Logger all = (Logger) LoggerFactory.getLogger("org.postroom");

    @BeforeEach
    void listen() {
        events.start();
        all.addAppender(events);
    }

    @AfterEach
    void stop() {
        all.detachAppender(events);
        store.close();
    }

    @Test
    void sayWhoWhenceAndHowInFixedSentences() {
        Porch porch = new Porch(store.database());
        porch.setPassword();
        SessionId id = porch.in();
        porch.passwords.change(
                porch.logIn.agentOf(id).orElseThrow(), Porch.PASSWORD, Secret.of("another good one"), Porch.HOME);
        porch.logIn.byPassword("anna", Porch.WRONG, Porch.HOME);
        porch.logIn.byPassword("zoe", Porch.WRONG, Porch.ELSEWHERE);
        porch.logIn.askLink("anna.private@example.net", Porch.HOME);
        porch.logIn.askLink("zoe", Porch.HOME);
        porch.logIn.byLink(porch.link(), Porch.HOME);
        porch.logIn.logOut(id);

        assertThat(lines())
                .containsExactly(
                        "Agent logged in agent=anna way=password client=192.0.2.7",
                        "Password changed agent=anna",
                        "Log-in failed agent=anna way=password client=192.0.2.7",
                        "Log-in failed agent=unknown way=password client=198.51.100.9",
                        "Log-in link asked for agent=anna client=192.0.2.7",
                        "Log-in link asked for agent=unknown client=192.0.2.7",
                        "Agent logged in agent=anna way=link client=192.0.2.7",
                        "Agent logged out agent=anna");
    }

    /** People type passwords into the wrong field. */
    @Test
    void nameNoSecretAndNothingThatWasTyped() {
        Porch porch = new Porch(store.database());
        porch.setPassword();
        LinkToken link = porch.link();
        SessionId first = porch.in();
        SessionId second = Porch.session(porch.logIn.byLink(link, Porch.HOME));
        porch.logIn.byPassword(Porch.PASSWORD.reveal(), Secret.of("anna"), Porch.HOME);
        porch.logIn.askLink(Porch.PASSWORD.reveal(), Porch.HOME);
        porch.logIn.logOut(first);

        assertThat(String.join("\n", lines()))
                .doesNotContain("horse", first.reveal(), second.reveal(), link.reveal())
                .doesNotContain("argon2");
        assertThat(List.of(first, second, link).toString())
                .doesNotContain(first.reveal(), second.reveal(), link.reveal());
    }

    private List<String> lines() {
        return events.list.stream()
                .map(event -> event.getFormattedMessage() + pairs(event.getKeyValuePairs()))
                .toList();
    }

    private static String pairs(List<KeyValuePair> pairs) {
        return pairs.stream().map(pair -> " " + pair.key + "=" + pair.value).collect(Collectors.joining());
    }
}
