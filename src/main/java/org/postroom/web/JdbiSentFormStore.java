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
        insert(transaction, key.value(), now);
    }

    @Override
    public boolean begin(Transaction transaction, FormKey key, long part, Instant now) {
        return insert(transaction, name(key, part), now);
    }

    private static boolean insert(Transaction transaction, String name, Instant now) {
        return transaction.insertIfAbsent(() -> transaction
                .handle()
                .createUpdate("INSERT INTO sent_form (form_key, sent_at) VALUES (:name, :now)")
                .bind("name", name)
                .bind("now", now.toEpochMilli())
                .execute());
    }

    @Override
    public void giveUp(Transaction transaction, FormKey key, long part) {
        transaction.handle().execute("DELETE FROM sent_form WHERE form_key = ?", name(key, part));
    }

    private static String name(FormKey key, long part) {
        return key.value() + ":" + part;
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
