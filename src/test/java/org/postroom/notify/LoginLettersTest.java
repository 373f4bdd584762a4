package org.postroom.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.postroom.agent.Agent;
import org.postroom.agent.SampleCompany;
import org.postroom.autoreply.Writers;
import org.postroom.mail.OutgoingMail;
import org.postroom.storage.Ids;

class LoginLettersTest {
    private static final URI LINK = URI.create("https://help.example.com/login/link/iVrYc3l6cF0tOq1hT9mWx2sKb7dJp4uN");
    private static final Agent BEN = Notices.agent(SampleCompany.BEN);

    private final LoginLetters letters =
            new LoginLetters(SampleCompany::organisation, Writers.TEMPLATES, new Ids(Notices.CLOCK, 1), Notices.CLOCK);

    @Test
    void holdsTheLinkHowLongItWorksAndWhoAsked() {
        OutgoingMail mail = write(BEN);

        assertThat(mail.body().subject()).isEqualTo("Your link to Acme's tickets");
        assertThat(mail.body().text()).contains("Hello Ben Cole", "\n" + LINK + "\n", "15 minutes", "192.0.2.7");
        assertThat(mail.body().html().orElseThrow()).contains("href=\"" + LINK + "\"", "15 minutes", "192.0.2.7");
    }

    @Test
    void speaksTheAgentsLanguage() {
        OutgoingMail mail = write(Notices.inGerman(BEN));

        assertThat(mail.body().subject()).isEqualTo("Ihr Link zu den Tickets von Acme");
        assertThat(mail.body().text()).contains("Guten Tag Ben Cole", "\n" + LINK + "\n", "15 Minuten");
    }

    @Test
    void goesToTheAgentAloneAndWantsNoAnswer() {
        OutgoingMail mail = write(BEN);

        assertThat(mail.recipients().envelope()).containsExactly(SampleCompany.BEN_ADDRESS);
        assertThat(mail.sender().envelope()).isEmpty();
        assertThat(mail.sender().replyTo()).isEmpty();
        assertThat(mail.references()).isEmpty();
        assertThat(mail.origin()).isEqualTo(OutgoingMail.Origin.AUTO_GENERATED);
        assertThat(mail.messageId().value()).matches("login\\.\\d+@example\\.com");
    }

    @Test
    void printsNoLink() {
        assertThat(link().toString()).doesNotContain("iVrY");
    }

    private OutgoingMail write(Agent agent) {
        return letters.write(agent, SampleCompany.support(), link());
    }

    private static LoginLetters.Link link() {
        return new LoginLetters.Link(LINK, Duration.ofMinutes(15), "192.0.2.7");
    }
}
