package org.postroom.ticket;

import java.time.Instant;
import java.util.Optional;
import org.postroom.mail.EmailAddress;
import org.postroom.storage.Transaction;

final class JdbiFailingAddressStore implements FailingAddresses {
    private static final int LONGEST_STATUS = 500;

    @Override
    public void failed(Transaction transaction, EmailAddress address, String status, Instant at) {
        if (!failedBefore(transaction, address, status, at)
                && !transaction.insertIfAbsent(() -> insert(transaction, address, status, at))) {
            failedBefore(transaction, address, status, at);
        }
    }

    private static boolean failedBefore(Transaction transaction, EmailAddress address, String status, Instant at) {
        return transaction
                        .handle()
                        .createUpdate(
                                "UPDATE address_state SET last_failed = :at, status = :status WHERE address_key = :key")
                        .bind("key", address.key())
                        .bind("status", Words.cut(status, LONGEST_STATUS))
                        .bind("at", at.toEpochMilli())
                        .execute()
                > 0;
    }

    private static void insert(Transaction transaction, EmailAddress address, String status, Instant at) {
        transaction
                .handle()
                .createUpdate("INSERT INTO address_state (address_key, address, failing_since, last_failed, status)"
                        + " VALUES (:key, :address, :at, :at, :status)")
                .bind("key", address.key())
                .bind("address", address.value())
                .bind("at", at.toEpochMilli())
                .bind("status", Words.cut(status, LONGEST_STATUS))
                .execute();
    }

    @Override
    public void works(Transaction transaction, EmailAddress address) {
        transaction
                .handle()
                .createUpdate("DELETE FROM address_state WHERE address_key = :key")
                .bind("key", address.key())
                .execute();
    }

    @Override
    public Optional<Failing> find(Transaction transaction, EmailAddress address) {
        return transaction
                .handle()
                .createQuery("SELECT address, failing_since, last_failed, status FROM address_state"
                        + " WHERE address_key = :key")
                .bind("key", address.key())
                .map((row, _) -> new Failing(
                        EmailAddress.of(row.getString("address")),
                        Instant.ofEpochMilli(row.getLong("failing_since")),
                        Instant.ofEpochMilli(row.getLong("last_failed")),
                        row.getString("status")))
                .findOne();
    }
}
