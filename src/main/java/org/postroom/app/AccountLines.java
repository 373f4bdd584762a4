package org.postroom.app;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.postroom.agent.SmtpAccountId;
import org.postroom.outbound.AccountStatus;
import org.postroom.web.agent.AccountLine;

/** The SMTP accounts that take no mail, in the words of the page. */
record AccountLines(Supplier<Map<SmtpAccountId, AccountStatus>> statuses) implements Supplier<List<AccountLine>> {
    @Override
    public List<AccountLine> get() {
        return statuses.get().entrySet().stream()
                .flatMap(entry -> line(entry.getKey(), entry.getValue()).stream())
                .toList();
    }

    private static Optional<AccountLine> line(SmtpAccountId account, AccountStatus status) {
        return status.fault()
                .map(fault -> new AccountLine(
                        account, fault.sentence(), status.since().orElse(Instant.EPOCH)));
    }
}
