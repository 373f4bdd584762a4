package org.postroom.intake;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.postroom.agent.Department;
import org.postroom.agent.Organisation;
import org.postroom.mail.Bytes;
import org.postroom.mail.IncomingMail;
import org.postroom.schedule.Wary;
import org.postroom.storage.Database;
import org.postroom.storage.Transaction;

/** Makes cases of mails, as they come and as they are taken up again. */
final class CaseMaker {
    /** What a problem says behind a colon may be out of the mail, which no trace quotes. */
    private static final Pattern BEHIND_COLON = Pattern.compile(":.*", Pattern.DOTALL);

    private final Supplier<Organisation> organisation;
    private final Spool spool;
    private final Examiner examiner;
    private final Wary wary;

    CaseMaker(Supplier<Organisation> organisation, Spool spool, Examiner examiner, Wary wary) {
        this.organisation = organisation;
        this.spool = spool;
        this.examiner = examiner;
        this.wary = wary;
    }

    /** The department whose mailbox the mail came to; empty when conf has it no more. */
    Optional<Department> departmentOf(Receipt receipt) {
        return organisation.get().department(receipt.origin().department());
    }

    /** The case of a mail that could be read. */
    MailCase of(ExaminedMail examined, Department department, Trace trace) {
        IncomingMail mail = (IncomingMail) examined.read();
        mail.problems()
                .forEach(problem -> trace.note(BEHIND_COLON.matcher(problem).replaceFirst("") + "."));
        return new MailCase(
                examined, mail, department, ProductSigns.in(mail, department.id(), organisation.get()), trace);
    }

    /** The case of a mail that was held, in the department it came to; empty when that is gone from conf, or the mail unreadable. */
    Optional<MailCase> again(Transaction transaction, ReceiptId id, Trace trace) {
        return spool.find(transaction, id)
                .flatMap(this::departmentOf)
                .flatMap(department -> again(transaction, id, department, trace));
    }

    /** The case of a mail that was held; empty when it is unreadable, or takes too long. */
    Optional<MailCase> again(Transaction transaction, ReceiptId id, Department department, Trace trace) {
        return examined(held(transaction, id)).map(examined -> of(examined, department, trace));
    }

    /** A mail that was held, read while no transaction waits for that; empty when it is unreadable, or takes too long. */
    Optional<ExaminedMail> readAgain(Database database, ReceiptId id) {
        return examined(database.<Held>read(transaction -> held(transaction, id)));
    }

    /** The case of a mail that was read again, in the department it came to; empty when that is gone from conf. */
    Optional<MailCase> again(ExaminedMail examined, Trace trace) {
        return departmentOf(examined.receipt()).map(department -> of(examined, department, trace));
    }

    private record Held(Receipt receipt, Bytes raw) {}

    private Held held(Transaction transaction, ReceiptId id) {
        Receipt receipt = spool.find(transaction, id).orElseThrow();
        return new Held(receipt, spool.raw(transaction, receipt));
    }

    private Optional<ExaminedMail> examined(Held held) {
        Receipt receipt = held.receipt();
        return wary.attempt(receipt.content().sha256(), () -> Optional.of(examiner.examine(receipt, held.raw())))
                .filter(examined -> examined.read() instanceof IncomingMail);
    }
}
