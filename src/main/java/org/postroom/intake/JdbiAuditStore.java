package org.postroom.intake;

import java.util.ArrayList;
import java.util.List;
import org.postroom.storage.Transaction;
import org.postroom.ticket.ArticleId;

final class JdbiAuditStore implements StoreAudit {
    /** What to look for: the rows' name, which of them are wrong, and why. */
    private record Question(String table, String query, String sentence) {}

    private static final List<Question> QUESTIONS = List.of(
            new Question(
                    "receipt",
                    "SELECT id FROM receipt WHERE NOT EXISTS (SELECT 1 FROM raw_mail WHERE raw_mail.id = receipt.raw_id)",
                    "The raw mail it holds is not there."),
            new Question(
                    "receipt",
                    "SELECT receipt.id FROM receipt JOIN raw_mail ON raw_mail.id = receipt.raw_id"
                            + " WHERE raw_mail.sha256 <> receipt.sha256",
                    "Its SHA-256 is another one than its raw mail's."),
            new Question(
                    "receipt",
                    "SELECT id FROM receipt WHERE ticket_id IS NOT NULL"
                            + " AND NOT EXISTS (SELECT 1 FROM ticket WHERE ticket.id = receipt.ticket_id)",
                    "The ticket it ended on is not there."),
            new Question(
                    "receipt",
                    "SELECT id FROM receipt WHERE article_id IS NOT NULL"
                            + " AND NOT EXISTS (SELECT 1 FROM article WHERE article.id = receipt.article_id)",
                    "The article it became is not there."),
            new Question(
                    "receipt",
                    "SELECT receipt.id FROM receipt LEFT JOIN receipt original ON original.id = receipt.duplicate_of"
                            + " WHERE receipt.disposition = 'duplicate' AND original.id IS NULL",
                    "The receipt it is a copy of is not there."),
            new Question(
                    "receipt",
                    "SELECT id FROM receipt WHERE state = 'done' AND disposition IS NULL",
                    "It is done with, and nothing says what it became."),
            new Question(
                    "article",
                    "SELECT id FROM article WHERE raw_id IS NOT NULL"
                            + " AND NOT EXISTS (SELECT 1 FROM raw_mail WHERE raw_mail.id = article.raw_id)",
                    "Its raw mail is not there."),
            new Question(
                    "article",
                    "SELECT id FROM article WHERE receipt_id IS NOT NULL"
                            + " AND NOT EXISTS (SELECT 1 FROM receipt WHERE receipt.id = article.receipt_id)",
                    "The receipt it came by is not there."),
            new Question(
                    "article",
                    "SELECT id FROM article"
                            + " WHERE NOT EXISTS (SELECT 1 FROM ticket WHERE ticket.id = article.ticket_id)",
                    "Its ticket is not there."),
            new Question(
                    "attachment of article",
                    "SELECT DISTINCT article_id AS id FROM attachment"
                            + " WHERE NOT EXISTS (SELECT 1 FROM article WHERE article.id = attachment.article_id)",
                    "The article is not there."),
            new Question(
                    "outgoing mail",
                    "SELECT id FROM outbound_mail"
                            + " WHERE NOT EXISTS (SELECT 1 FROM raw_mail WHERE raw_mail.id = outbound_mail.raw_id)",
                    "Its bytes are not there."),
            new Question(
                    "outgoing mail",
                    "SELECT id FROM outbound_mail WHERE NOT EXISTS"
                            + " (SELECT 1 FROM outbound_recipient WHERE outbound_recipient.mail_id = outbound_mail.id)",
                    "It has no recipient."),
            new Question(
                    "history line",
                    "SELECT id FROM history"
                            + " WHERE NOT EXISTS (SELECT 1 FROM ticket WHERE ticket.id = history.ticket_id)",
                    "Its ticket is not there."),
            new Question(
                    "ticket",
                    "SELECT ticket.id FROM ticket LEFT JOIN ticket other ON other.id = ticket.merged_into"
                            + " WHERE ticket.merged_into IS NOT NULL AND other.id IS NULL",
                    "The ticket it was merged into is not there."),
            new Question(
                    "held mail",
                    "SELECT id FROM held_mail"
                            + " WHERE NOT EXISTS (SELECT 1 FROM receipt WHERE receipt.id = held_mail.receipt_id)",
                    "The receipt it came by is not there."));

    @Override
    public List<Fault> faults(Transaction transaction) {
        List<Fault> faults = new ArrayList<>();
        for (Question question : QUESTIONS) {
            transaction
                    .handle()
                    .createQuery(question.query())
                    .mapTo(Long.class)
                    .forEach(id -> faults.add(new Fault(question.table() + " " + id, question.sentence())));
        }
        return faults;
    }

    @Override
    public List<ArticleId> articlesWithFiles(Transaction transaction, long after, int most) {
        return transaction
                .handle()
                .createQuery(
                        "SELECT id FROM article WHERE id > :after AND raw_id IS NOT NULL AND EXISTS"
                                + " (SELECT 1 FROM attachment WHERE attachment.article_id = article.id) ORDER BY id LIMIT :most")
                .bind("after", after)
                .bind("most", most)
                .mapTo(Long.class)
                .map(ArticleId::new)
                .list();
    }

    @Override
    public long unused(Transaction transaction) {
        return transaction
                .handle()
                .createQuery("SELECT COUNT(*) FROM raw_mail"
                        + " WHERE NOT EXISTS (SELECT 1 FROM receipt WHERE receipt.raw_id = raw_mail.id)"
                        + " AND NOT EXISTS (SELECT 1 FROM article WHERE article.raw_id = raw_mail.id)"
                        + " AND NOT EXISTS (SELECT 1 FROM outbound_mail WHERE outbound_mail.raw_id = raw_mail.id)"
                        + " AND NOT EXISTS (SELECT 1 FROM draft_file WHERE draft_file.raw_id = raw_mail.id)"
                        + " AND NOT EXISTS (SELECT 1 FROM planned_file WHERE planned_file.raw_id = raw_mail.id)")
                .mapTo(Long.class)
                .one();
    }
}
