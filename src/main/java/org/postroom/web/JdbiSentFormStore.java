package org.postroom.web;

import java.time.Instant;
import org.postroom.storage.Transaction;

/** Forms in the table {@code sent_form}. */
final class JdbiSentFormStore implements SentForms {
    @Override
    public boolean isUsed(Transaction transaction, FormKey key) {
        return transaction
                .handle()
                .createQuery("SELECT 1 FROM sent_form WHERE form_key = :key")
                .bind("key", key.value())
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    @Override
    public void use(Transaction transaction, FormKey key, Instant now) {
        transaction.insertIfAbsent(() -> transaction
                .handle()
                .createUpdate("INSERT INTO sent_form (form_key, sent_at) VALUES (:key, :now)")
                .bind("key", key.value())
                .bind("now", now.toEpochMilli())
                .execute());
    }

    @Override
    public int forget(Transaction transaction, Instant before) {
        return transaction
                .handle()
                .createUpdate("DELETE FROM sent_form WHERE sent_at < :before")
                .bind("before", before.toEpochMilli())
                .execute();
    }
}
