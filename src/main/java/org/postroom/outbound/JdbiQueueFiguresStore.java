package org.postroom.outbound;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.postroom.agent.SmtpAccountId;
import org.postroom.storage.Ids;
import org.postroom.storage.Transaction;

final class JdbiQueueFiguresStore implements QueueFigures {
    /** Answered from the index outbound_mail_due alone: an id tells when it was made. */
    @Override
    public Map<SmtpAccountId, Waiting> waiting(Transaction transaction) {
        return transaction
                .handle()
                .createQuery("SELECT account, state, COUNT(*) AS number, MIN(id) AS oldest FROM outbound_mail"
                        + " WHERE state IN ('waiting', 'claimed', 'sending', 'held') GROUP BY state, account")
                .map((row, _) -> {
                    long number = row.getLong("number");
                    boolean held = row.getString("state").equals("held");
                    return Map.entry(
                            new SmtpAccountId(row.getString("account")),
                            new Waiting(held ? 0 : number, held ? number : 0, Ids.instantOf(row.getLong("oldest"))));
                })
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        Map.Entry::getValue,
                        Waiting::and,
                        () -> new TreeMap<>(Comparator.comparing(SmtpAccountId::value))));
    }
}
