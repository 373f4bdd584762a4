package org.postroom.intake;

import org.postroom.mail.MailKind;

/**
 * What sort of mail a mail is, and why.
 *
 * @param mayAutoRespond whether an automatic answer may go to its sender; false for some mails of people too
 * @param reason the header and the rule, one sentence, for the mail's trace
 */
public record KindVerdict(MailKind kind, boolean mayAutoRespond, String reason) {}
