package org.postroom.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.postroom.mail.EmailAddress;
import org.postroom.mail.Secret;
import org.postroom.outbound.SmtpAccountSettings.Identity;
import org.postroom.outbound.SmtpAccountSettings.Limits;
import org.postroom.outbound.SmtpAccountSettings.Login;
import org.postroom.outbound.SmtpAccountSettings.Security;
import org.postroom.outbound.SmtpAccountSettings.Server;
import org.postroom.outbound.SmtpAccountSettings.Timeouts;

class AccountHealthTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final AccountFault REFUSED = new AccountFault(AccountFault.Kind.LOGIN, "wrong password");

    private final AccountHealth health = new AccountHealth();

    private static SmtpAccountSettings account(String password) {
        return new SmtpAccountSettings(
                Orders.ACME,
                Server.at("mail.example.com", Security.TLS),
                Optional.of(new Login("support", Secret.of(password))),
                Identity.of(EmailAddress.of("support@example.com"), "Support"),
                Limits.DEFAULT,
                Timeouts.DEFAULT);
    }

    @Test
    void triesNewSettingsAtOnce() {
        health.failed(REFUSED, account("wrong"), NOW);
        assertThat(health.pauseBefore(NOW, account("wrong"))).isPositive();
        assertThat(health.pauseBefore(NOW, account("right"))).isZero();
    }

    /** Each node has its share of the limits, which changes whenever another one comes or goes. */
    @Test
    void isNotAskedAgainSinceItsLimitsChanged() {
        health.failed(REFUSED, account("wrong"), NOW);
        SmtpAccountSettings share = account("wrong").withLimits(new Limits(1, 30));
        assertThat(health.pauseBefore(NOW, share)).isPositive();
        health.failed(REFUSED, share, NOW);
        assertThat(health.pauseBefore(NOW, share))
                .as("the pause doubles all the same")
                .hasMinutes(2);
    }
}
