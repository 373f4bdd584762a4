package org.postroom.outbound;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.postroom.agent.SmtpAccountId;

/** What the connections of one account share. */
final class AccountDelivery {
    private final SmtpAccountId id;
    private final Supplier<Map<SmtpAccountId, SmtpAccountSettings>> accounts;
    private final SendingPace pace = new SendingPace();
    private final AccountHealth health = new AccountHealth();

    AccountDelivery(SmtpAccountId id, Supplier<Map<SmtpAccountId, SmtpAccountSettings>> accounts) {
        this.id = id;
        this.accounts = accounts;
    }

    SmtpAccountId id() {
        return id;
    }

    /** As conf has them now; empty when the account is gone from it. */
    Optional<SmtpAccountSettings> settings() {
        return Optional.ofNullable(accounts.get().get(id));
    }

    SendingPace pace() {
        return pace;
    }

    AccountHealth health() {
        return health;
    }
}
